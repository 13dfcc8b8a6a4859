import SessionCore
import TestSupport
import Testing

@Suite struct `Moments of a session` {
  @Test(arguments: [
    (0, 0, 0), (5, 3, 8), (5, -9, 0), (0, Int.min, 0), (5, Int.max, SessionTime.latest.milliseconds),
    (9_007_199_254_740_991, 1, 9_007_199_254_740_991), (9_007_199_254_740_991, Int.min, 0), (-7, 0, 0),
  ])
  func `moving a moment stays between the opening and the latest`(start: Int, by: Int, end: Int) {
    #expect(SessionTime(start).moved(by: by) == SessionTime(end))
  }

  @Test(arguments: [
    (0, "0:00"), (999, "0:00.999"), (59_000, "0:59"), (252_250, "4:12.250"), (3_599_999, "59:59.999"),
    (3_600_000, "1:00:00"), (3_852_001, "1:04:12.001"), (360_000_000, "100:00:00"),
  ])
  func `a moment reads as on a clock`(milliseconds: Int, text: String) {
    #expect(SessionTime(milliseconds).clockText == text)
  }
}

@Suite struct `Wall times` {
  @Test(arguments: [
    ("1970-01-01T00:00:00.000+00:00", 0, 0), ("2000-02-29T12:00:00.000+00:00", 951_825_600_000, 0),
    ("1999-12-31T23:59:59.999+00:00", 946_684_799_999, 0),
    ("2026-03-05T14:00:00.000+01:00", 1_772_715_600_000, 60),
    ("2038-01-19T03:14:08.000+00:00", 2_147_483_648_000, 0), ("1969-12-31T23:59:59.001+00:00", -999, 0),
    ("2024-02-29T23:30:00.000-05:30", 1_709_269_200_000, -330),
    ("2100-03-01T00:00:00.000+00:00", 4_107_542_400_000, 0),
    ("1970-01-01T05:45:00.000+05:45", 0, 345), ("1969-12-31T12:00:00.000-12:00", 0, -720),
  ])
  func `known moments are written and read`(text: String, unix: Int, offset: Int) throws {
    #expect(WallTime(unixMilliseconds: unix, offsetMinutes: offset).text == text)
    let parsed = try #require(WallTime(text).parsed)
    #expect(parsed.unixMilliseconds == unix)
    #expect(parsed.offsetMinutes == offset)
  }

  @Test func `every day of 400 years follows the one before, by the rules of the calendar`() throws {
    var (year, month, day) = (1900, 1, 1)
    // 1900-01-01 is 25,567 days before 1970-01-01.
    for index in -25_567..<400 * 365 + 97 - 25_567 {
      let unix = index * 86_400_000 + (index % 7 + 7) * 1_000_003
      let wall = WallTime(unixMilliseconds: unix, offsetMinutes: 0)
      let expected = "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
      if !wall.text.hasPrefix(expected) || wall.parsed?.unixMilliseconds != unix {
        Issue.record("\(wall.text) is not \(expected)")
        return
      }
      let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      day += 1
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect((year, month, day) == (2300, 1, 1))
  }

  @Test(arguments: Array(stride(from: -1439, through: 1439, by: 61))) func `every offset comes back`(
    minutes: Int
  )
    throws
  {
    let parsed = try #require(WallTime(unixMilliseconds: 1_772_715_600_123, offsetMinutes: minutes).parsed)
    #expect(parsed.unixMilliseconds == 1_772_715_600_123)
    #expect(parsed.offsetMinutes == minutes)
  }

  @Test(arguments: [
    "", "2026", "2026-03-05", "2026-3-05T14:00:00Z", "2026-02-29T14:00:00Z", "1900-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-04-00T00:00:00Z",
    "2026-03-05T24:00:00Z", "2026-03-05T14:60:00Z", "2026-03-05T14:00:61Z", "2026-03-05T14:00:00",
    "2026-03-05T14:00:00.Z", "2026-03-05T14:00:00+24:00", "2026-03-05T14:00:00+01:60",
    "2026-03-05T14:00:00+1:00",
    "2026-03-05T14:00:00Z ", " 2026-03-05T14:00:00Z", "2026-03-05 14:00:00Z", "2026-03-05T14:00:00−01:00",
    "２026-03-05T14:00:00Z",
  ])
  func `what is no moment has none`(text: String) {
    #expect(WallTime(text).parsed == nil)
  }

  @Test(arguments: [
    ("2026-03-05t14:00:00z", 0), ("2026-03-05T14:00:00.5Z", 500), ("2026-03-05T14:00:00.05Z", 50),
    ("2026-03-05T14:00:00.123456789Z", 123),
  ])
  func `the rarer spellings are read`(text: String, milliseconds: Int) {
    #expect(WallTime(text).parsed?.unixMilliseconds == 1_772_719_200_000 + milliseconds)
  }

  @Test func `time is added at the same offset`() {
    #expect(
      WallTime("2026-12-31T23:59:59.500-03:30").adding(milliseconds: 501).text
        == "2027-01-01T00:00:00.001-03:30")
    #expect(WallTime("soon").adding(milliseconds: 5).text == "soon")
  }
}

@Suite struct `People and places` {
  static let parties: [Party] = ["joe", "chris", "kathy", "alice", "*"]

  @Test func `the level of every act follows from the roles`() {
    for (seat, member) in Sample.roster.members.enumerated() {
      for (place, party) in Self.parties.enumerated() {
        let expected = (seat == 0 ? "T" : "M") + "->" + (place == 0 ? "T" : place == 4 ? "G" : "M")
        #expect(Level(member.id, party, in: Sample.roster).rawValue == expected)
      }
    }
    #expect(Level("bob", "*", in: Sample.roster) == .memberToGroup)
  }

  @Test func `how far a repair meets a rupture, for every who and to`() {
    let people = Sample.roster.members.map(\.id)
    for who in people {
      for to in Self.parties where to != .person(who) {
        for by in people {
          for address in Self.parties where address != .person(by) {
            var met = 0
            if to == .group {
              if address == .group { met = 2 } else if address == .person(who) { met = 1 }
            } else {
              for person in people where who == person || to == .person(person) {
                if by == person || address == .person(person) { met += 1 }
              }
            }
            #expect(
              LocusMatch(rupture: who, to, repair: by, address).rawValue == met,
              "\(who.rawValue) > \(to.text), repaired by \(by.rawValue) > \(address.text)")
          }
        }
      }
    }
  }

  @Test func `somebody is found by identifier, label or key, in this order`() {
    let roster = Roster([
      Member(id: "ann", label: "Bea", role: .member, key: "1"),
      Member(id: "Bea", label: "Ann", role: .member, key: "2"),
      Member(id: "1", label: "Cid", role: .therapist, key: "3"),
    ])
    #expect(roster.find("ann")?.id == "ann")
    #expect(roster.find("Bea")?.id == "Bea")
    #expect(roster.find("Ann")?.id == "Bea")
    #expect(roster.find("1")?.id == "1")
    #expect(roster.find("2")?.id == "Bea")
    #expect(roster.find("CID")?.id == "1")
    #expect(roster.find("") == nil)
    #expect(roster.find("dora") == nil)
  }

  @Test func `a family is a rupture's, a repair's or a moment's`() {
    for family in Family.known {
      let uses = [Rejection.CodeUse.marker, .repair, .moment].filter { $0.takes(family) }
      #expect(uses.count == 1, "\(family.rawValue)")
      #expect(uses.contains(.marker) == family.isRupture)
    }
    #expect(Rejection.CodeUse.moment.takes(Family("later")))
  }
}

@Suite struct `Looking people and codes up` {
  @Test(arguments: [1, 2, 64, 65, 300])
  func `everybody is found at their place, however many there are and however long their names`(count: Int) {
    let ids = (0..<count).map { index in
      String(repeating: "x", count: index % 20) + (index.isMultiple(of: 3) ? "é" : "e") + String(index)
    }
    let roster = Roster(ids.map { Member(id: MemberID($0), label: $0, role: .member) })
    let codebook = Codebook(
      id: "c", version: "1", title: "t",
      codes: ids.enumerated().map {
        Code(CodeID($1), family: [.group, .repair, .withdrawal, .confrontation][$0 % 4], label: $1)
      })
    let ruptures: [Rupture?] = [.group, nil, .withdrawal, .confrontation]
    for (place, id) in ids.enumerated() {
      // Made anew, so that no text is the very one that is looked for.
      let again = String(decoding: Array(id.utf8), as: UTF8.self)
      #expect(roster.place(of: MemberID(again)) == place)
      #expect(codebook[CodeID(again)]?.label == id)
      #expect(codebook.rupture(of: CodeID(again)) == ruptures[place % 4])
      #expect(roster.place(of: MemberID(id + "?")) == nil)
      #expect(codebook.rupture(of: CodeID(id + "?")) == nil)
    }
    #expect(roster.place(of: "") == nil)
  }

  @Test func `of two with one name the first keeps it`() {
    let roster = Roster([
      Member(id: "a", label: "1", role: .member), Member(id: "b", label: "2", role: .therapist),
      Member(id: "a", label: "3", role: .therapist),
    ])
    #expect(roster["a"]?.label == "1")
    #expect(roster.role(of: "a") == .member)
  }
}
