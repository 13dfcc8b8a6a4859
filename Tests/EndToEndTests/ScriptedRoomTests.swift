import CTermSupport
import Foundation
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  /// Twelve people at seventeen turns and three markers a minute, typed in real time at twenty times that pace.
  @Suite(.serialized) struct `In a crowded room` {
    /// Three minutes of session; thirty with MEND_LONG=1.
    private static let minutes = FaultGround.isLong ? 30 : 3
    private static let pace = 20
    /// Between two keys of one act a practised hand takes a third of a second.
    private static let stroke = 300
    private static let seats = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "y", "z"]

    /// One thing that the observer keys.
    private struct Act {
      /// ms of session.
      let due: Int
      let keys: [String]
      /// The records it has to make, without their moments.
      let records: [String]
      /// Whether the record takes the moment of the first key.
      let isMarker: Bool
    }

    private static func acts() -> [Act] {
      var numbers = Seeded(17)
      var acts: [Act] = []
      var floor = 0
      func other(than seat: Int) -> Int { (seat + Int.random(in: 1..<12, using: &numbers)) % 12 }
      var next = 0
      for turn in 0..<minutes * 17 {
        let due = turn * 60_000 / 17 + Int.random(in: 0..<600, using: &numbers)
        floor = turn == 0 ? 0 : other(than: floor)
        acts.append(Act(due: due, keys: [seats[floor]], records: ["turn p\(floor)"], isMarker: false))
        if Int.random(in: 0..<2, using: &numbers) == 0 {
          let to = other(than: floor)
          acts.append(
            Act(due: due + 600, keys: [">", seats[to]], records: ["amended to p\(to)"], isMarker: false))
        }
        guard turn * 3 / 17 >= next else { continue }
        next += 1
        let (strip, code) = [("w d", "W1"), ("c r", "C2"), ("x a", "X2"), ("c c", "C7")][next % 4]
        let parts = strip.utf8.split(separator: 0x20).map { String(Substring($0)) }
        let who = other(than: floor)
        let to = other(than: who)
        // The letter that is also the strip's key comes at once after it.
        let isOfFloor = parts[0] == parts[1]
        let middle = isOfFloor ? [] : [seats[who], ">", seats[to]]
        acts.append(
          Act(
            due: due + 1500, keys: [parts[0]] + middle + [parts[1]],
            records: ["\(code) p\(isOfFloor ? floor : who)" + (isOfFloor ? "" : " p\(to)")], isMarker: true))
      }
      return acts
    }

    @Test func `nothing is lost, and every stamp is that of its first key`() throws {
      let folder = try Folder()
      let roster = Self.seats.enumerated().map { "{ id = \"p\($0.offset)\", key = \"\($0.element)\" }" }
      try folder.write(
        "id = \"crowd\"\nroster = [\n\(roster.joined(separator: ",\n"))\n]\n", to: "crowd.toml")
      let pty = try Program.start(
        "observe", "--group", folder.path("crowd.toml"), "--out", folder.url.path, in: folder)
      #expect(pty.expect("? help"), "\(pty.terminal.text)")
      let painted = pty.output.count
      let acts = Self.acts()
      var pressed: [Int64] = []
      let start = ts_boottime_ns()
      for act in acts {
        for (place, key) in act.keys.enumerated() {
          let due = start + Int64((act.due + place * Self.stroke) * 1_000_000 / Self.pace)
          let left = Double(due - ts_boottime_ns()) / 1e9
          if left > 0 { pty.pump(for: left) { _ in false } }
          if place == 0 { pressed.append(ts_boottime_ns()) }
          pty.send(key)
        }
      }
      let count = acts.map(\.records.count).reduce(1, +)
      let isThere = pty.pump { pty in
        pty.terminal.row(0).contains("●") && (try? folder.log().records.count) == count
      }
      #expect(isThere, "\((try? folder.log().records.count) ?? -1) of \(count) records\n\(pty.terminal.text)")
      let keys = acts.map(\.keys.count).reduce(0, +)
      let bytes = (pty.output.count - painted) / keys
      pty.send("\u{3}\u{3}")
      #expect(pty.waitForEnd() != nil)

      let records = try folder.log().records.dropFirst().filter { $0.event.kind != "clock" }
      #expect(records.map { Self.shape($0.event) } == acts.flatMap(\.records))
      #expect(bytes < 500, "\(bytes) bytes a key")
      let stamps = zip(acts, records).map { act, record in
        let on: SessionTime? = if case .marker(let marker) = record.event { marker.claim.on } else { nil }
        #expect((on != nil) == act.isMarker)
        return on ?? record.time
      }
      let late = Self.lateness(stamps, pressed)
      print("scripted room: \(keys) keys, \(bytes) bytes a key, latest stamp \(late.max() ?? 0) ms off")
      // What a machine does that builds and tests at the same time says nothing about the program.
      if FaultGround.isLong { #expect(late.allSatisfy { $0 <= 20 }, "\(late.max() ?? 0) ms") }
    }

    /// How many ms each stamp is behind its key, the least of them taken for none.
    private static func lateness(_ stamps: [SessionTime], _ pressed: [Int64]) -> [Int] {
      let behind = zip(stamps, pressed).map { $0.milliseconds - Int($1 / 1_000_000) }
      return behind.map { $0 - (behind.min() ?? 0) }
    }

    private static func shape(_ event: Event) -> String {
      switch event {
      case .turn(let turn): "turn \(turn.who.rawValue)"
      case .amended(let amendment):
        "amended"
          + amendment.changes.map { change in
            if case .to(.person(let person)) = change { " to \(person.rawValue)" } else { " ?" }
          }.joined()
      case .marker(let marker):
        // Of the speaker's own the default says toward whom.
        marker.code.rawValue == "C7"
          ? "C7 \(marker.who.rawValue)" : "\(marker.code.rawValue) \(marker.who.rawValue) \(marker.to.text)"
      default: event.kind
      }
    }
  }
}
