import SessionCore
import TerminalKit

/// People shown as the numbers of their seats, for whoever could look over the observer's shoulder.
extension Session {
  /// This session with `#3` for whoever has the key 3; nothing of a name is left in its roster.
  var underSeatNumbers: Session { labelled { member, place in member.seatNumber(at: place) } }

  /// A text with every label and identifier of the roster in it replaced by the number of the seat.
  ///
  /// Only whole words are, in any case of ASCII letters; what the observer typed in other words stays.
  func withSeatNumbers(in text: String) -> String {
    var names: [(bytes: [UInt8], number: String)] = []
    for (place, member) in roster.members.enumerated() {
      for name in [member.label, member.id.rawValue] where !name.isEmpty {
        names.append((Array(name.asciiFolded.utf8), member.seatNumber(at: place)))
      }
    }
    // Of two names of which one begins the other the longer is meant.
    names.sort { $0.bytes.count > $1.bytes.count }
    let written = Array(text.utf8)
    let folded = Array(text.asciiFolded.utf8)
    var shown: [UInt8] = []
    var place = 0
    while place < written.count {
      let found = names.first { name in
        folded[place...].starts(with: name.bytes)
          && folded.isWord(from: place, to: place + name.bytes.count)
      }
      if let found {
        shown += found.number.utf8
        place += found.bytes.count
      } else {
        shown.append(written[place])
        place += 1
      }
    }
    return String(decoding: shown, as: UTF8.self)
  }
}

extension Look {
  /// What a record says, as it may be shown. A note is in the observer's own words, in which any name may be.
  func said(_ event: Event, _ words: EventWords) -> String {
    guard hidesNames else { return words.text(event) }
    if case .note = event { return "note (its words are hidden with the names)" }
    return words.session.withSeatNumbers(in: words.text(event))
  }
}

extension Member {
  /// The key of the seat after a `#`, as the column of the seats has it; the place in seat order where there is none.
  func seatNumber(at place: Int) -> String { key.isEmpty ? "#(\(place + 1))" : "#\(key)" }
}

extension [UInt8] {
  /// Whether what lies between two places is no part of a longer word of ASCII letters and digits.
  fileprivate func isWord(from start: Int, to end: Int) -> Bool {
    func joins(_ inside: Int, _ outside: Int) -> Bool {
      indices.contains(inside) && indices.contains(outside) && self[inside].isWordByte
        && self[outside].isWordByte
    }
    return !joins(start, start - 1) && !joins(end - 1, end)
  }
}

extension UInt8 {
  fileprivate var isWordByte: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
