import SessionCore
import Testing
import TestSupport

/// Names lie in two words or in a list; nobody should be able to tell.
@Suite struct `A name` {
  /// Texts of every length around those that lie in the words, with and without other bytes than ASCII.
  static let texts: [String] = {
    var numbers = Seeded(11)
    var texts = [
      "", "t1", "unlogged", "*", "fünf", "f\u{FC}nf", "a\u{0}", "a", "ab\u{0}c", "\u{7F}", "日本", "é",
      "e\u{301}",
    ]
    for length in 0...40 {
      for alphabet in ["ab", "aé", "\u{0}z"] {
        let scalars = Array(alphabet.unicodeScalars)
        var text = ""
        for _ in 0..<length {
          text.unicodeScalars.append(scalars[Int.random(in: 0..<scalars.count, using: &numbers)])
        }
        texts.append(text)
      }
    }
    return texts
  }()

  @Test func `says the text it was made of, byte by byte`() {
    for text in Self.texts { #expect(Array(Name(text).text.utf8) == Array(text.utf8)) }
  }

  @Test func `is equal to another, and stands before it, as the texts are and do`() {
    for a in Self.texts {
      for b in Self.texts {
        let isSame = Name(a) == Name(b)
        #expect(isSame == (a == b), "\(a) and \(b)")
        if isSame { #expect(Name(a).hashValue == Name(b).hashValue) }
        #expect((Name(a) < Name(b)) == a.utf8.lexicographicallyPrecedes(b.utf8), "\(a) before \(b)")
      }
    }
  }

  @Test func `finds its place in a roster of any size`() {
    for count in [1, 9, 64, 65, 200] {
      let people = (0..<count).map { Member(id: MemberID("person-\($0)-of-many"), label: "", role: .member) }
      let roster = Roster(people + people)
      for (place, person) in people.enumerated() { #expect(roster.place(of: person.id) == place) }
      #expect(roster.place(of: "nobody") == nil)
    }
  }
}
