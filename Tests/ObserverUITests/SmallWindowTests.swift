import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// What a window too small for everything still says.
@Suite struct `In a small window` {
  private static let small = [
    Size(rows: 16, columns: 60), Size(rows: 10, columns: 40), Size(rows: 9, columns: 50),
    Size(rows: 12, columns: 80), Size(rows: 24, columns: 80),
  ]

  private func text(_ script: DeskScript, _ size: Size) -> [String] {
    var desk = script.desk
    _ = desk.update(.sized(size))
    let frame = desk.frame(for: size)
    return (0..<size.rows).map { frame.text(row: $0) }
  }

  /// A group of so many people, named so that no name begins another.
  private func group(of count: Int) throws -> DeskScript {
    let keys = Array("1234567890yzjqhfad".unicodeScalars.map(String.init).prefix(count))
    let members = keys.map { key in
      Member(id: MemberID("p\(key)"), label: "\(key)ame", role: key == "1" ? .therapist : .member, key: key)
    }
    return try DeskScript(DeskScript.opening(Roster(members)))
  }

  @Test(arguments: small) func `everybody of twelve is on the screen, with the key of their seat`(
    _ size: Size
  )
    throws
  {
    for count in 1...12 {
      var script = try group(of: count)
      for member in script.session.roster.members {
        try script.press(member.key)
        script.wait(1000)
        let screen = text(script, size).joined(separator: "\n")
        for other in script.session.roster.members {
          #expect(screen.contains(other.label), "\(count) at \(size)\n\(screen)")
        }
        let floor = screen.pieces(from: "▸")
        #expect(floor.contains { $0.contains(member.label) }, "\(screen)")
      }
    }
  }

  @Test func `twelve people leave room for what is open and what came last at 60 by 16`() throws {
    let rows = text(try DeskScript.twelve(), Size(rows: 16, columns: 60))
    #expect(rows.contains(" open") && rows.contains(" last"))
    #expect(rows.contains { $0.hasPrefix("  c  Linden → Mara") })
    #expect(rows.contains { $0.contains("08:30  Willow") })
  }

  /// Sixty keys that stand nowhere else on a screen.
  private static let manyKeys = (0x0430..<0x046C).compactMap { UnicodeScalar($0).map(String.init) }

  /// A group of very many people, more than a group's file may have; a log can hold them.
  private func crowd(of count: Int) throws -> DeskScript {
    let members = Self.manyKeys.prefix(count).enumerated().map { place, key in
      Member(
        id: MemberID("p\(place)"), label: "Person\(place)", role: place == 0 ? .therapist : .member, key: key)
    }
    return try DeskScript(DeskScript.opening(Roster(members)))
  }

  private static let tiny = [
    Size(rows: 8, columns: 40), Size(rows: 7, columns: 40), Size(rows: 6, columns: 24),
    Size(rows: 5, columns: 18), Size(rows: 4, columns: 80), Size(rows: 3, columns: 30),
  ]

  @Test(arguments: small + tiny) func `of very many people it is said how many have no place`(_ size: Size)
    throws
  {
    for count in [13, 20, 30, 40, 60] {
      let keys = Self.manyKeys.prefix(count)
      let rows = text(try crowd(of: count), size).dropFirst().dropLast()
      let shown = keys.count { key in rows.contains { $0.contains(key) } }
      let screen = rows.joined(separator: "\n")
      #expect(shown == count || screen.contains("+\(count - shown)"), "\(count) at \(size)\n\(screen)")
      // As many as a group may have are all there, wherever there are panels.
      #expect(size.rows < 9 || shown == count || count == 60, "\(count) at \(size)\n\(screen)")
    }
  }

  @Test(arguments: small + tiny) func `every seat key gives the floor, whether its seat is seen or not`(
    _ size: Size
  ) throws {
    for count in [30, 60] {
      var script = try crowd(of: count)
      _ = script.desk.update(.sized(size))
      for (place, member) in script.session.roster.members.enumerated() {
        try script.press(member.key)
        script.wait(1000)
        #expect(script.session.floor.current?.speaker == .seat(place))
        #expect(text(script, size).contains { $0.contains("▸\(member.key)") }, "\(count) at \(size)")
      }
    }
  }

  @Test func `what is open has its place among very many people`() throws {
    for size in Self.small {
      for count in [20, 30, 40] {
        var script = try crowd(of: count)
        try script.press("\(Self.manyKeys[1]) w a", at: "1:00")
        let rows = text(script, size)
        #expect(rows.contains { $0.hasPrefix("  a  Person1") }, "\(count) at \(size)\n\(rows)")
      }
    }
  }

  @Test func `the hints name rows of keys, and no key that a seat has taken`() throws {
    let keys = "1234567890abcdefghijklmnopqrstuv".unicodeScalars.map { String($0) }
    let members = keys.enumerated().map { place, key in
      Member(id: MemberID("p\(place)"), label: "Person\(place)", role: .member, key: key)
    }
    let hints = text(
      try DeskScript(DeskScript.opening(Roster(members))), Size(rows: 24, columns: 120))[23]
    #expect(hints.hasPrefix(" 1-0a-v floor  space silence  > to  wx mark  ? help"), "\(hints)")
  }

  @Test(arguments: small) func `what is open beyond its rows covers no age and no attempt`(_ size: Size)
    throws
  {
    let rows = text(try DeskScript.crowded(), size)
    for row in rows {
      guard let count = row.unicodeScalars.firstIndex(of: "+") else { continue }
      // A sign of more is a word of its own: a blank stands before it, and after its letters an age or nothing.
      #expect(row.unicodeScalars[..<count].last == " ", "\(row)")
    }
    let ages = rows.filter { $0.hasPrefix("  a  ") || $0.hasPrefix("  c  ") }
    #expect(ages.allSatisfy { row in row.contains("03:50") || row.contains("02:50") }, "\(rows)")
  }

  @Test func `what a key led to gives the row back to the hints after a while`() throws {
    var script = try DeskScript.talking("y", at: "6:00")
    let size = Size(rows: 16, columns: 60)
    #expect(text(script, size)[15].hasPrefix(" y does nothing here."))
    try script.go(to: "6:03")
    #expect(text(script, size)[15].hasPrefix(" y does nothing here."))
    try script.go(to: "6:05")
    #expect(text(script, size)[15].hasPrefix(" 1-4 floor"))
    // Where there is a row for both it stays until the next key.
    #expect(text(script, Size(rows: 24, columns: 80))[22].hasPrefix(" y does nothing here."))
  }

  @Test func `a line that is typed has its hints above it`() throws {
    for keys in ["n", ":"] {
      let rows = text(try DeskScript.talking(keys, at: "6:00"), Size(rows: 10, columns: 40))
      #expect(rows[8].hasPrefix(" enter "), "\(rows)")
      #expect(rows[9].hasPrefix(keys == "n" ? " note" : " :"))
    }
  }

  @Test(arguments: small)
  func `the whole session and the large clock are shown, or it is said that they cannot be`(
    _ size: Size
  ) throws {
    for count in [4, 12, 16] {
      for key in ["t", "T"] {
        var script = try group(of: count)
        for member in script.session.roster.members {
          try script.press(member.key)
          script.wait(60_000)
        }
        _ = script.desk.update(.sized(size))
        try script.go(to: nil)
        let before = text(script, size)
        try script.press(key)
        let after = text(script, size)
        let refusal = after.contains { $0.hasPrefix(" This window has no room for the") }
        let isShown = zip(before, after).count { $0 != $1 } > 2
        #expect(isShown != refusal, "\(count) \(key)\n\(after.joined(separator: "\n"))")
        script.wait(900)
        try script.press(key)
        #expect(text(script, size) == before)
      }
    }
  }

  @Test func `what is left to do stays in sight while ratings are given`() throws {
    var script = try DeskScript.crowded()
    try script.press("b Q", at: "20:00")
    for _ in 0..<4 {
      let rows = text(script, Size(rows: 10, columns: 40))
      #expect(rows[1] == "  Still open: 8; to name: 1 (B)")
      #expect(rows.contains { $0.hasPrefix("  ▸") })
      try script.press("4")
      script.wait(2000)
    }
  }
}

extension String {
  /// What stands from each place of a sign on, fourteen characters of it.
  fileprivate func pieces(from sign: Unicode.Scalar) -> [String] {
    let scalars = Array(unicodeScalars)
    return scalars.indices.filter { scalars[$0] == sign }.map { place in
      String(String.UnicodeScalarView(scalars[place..<min(place + 14, scalars.count)]))
    }
  }
}
