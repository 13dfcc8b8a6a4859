package import SessionCore

/// A group as its file describes it: who sits where, and how a session with it begins.
///
/// `docs/codebooks.md` says how such a file is written.
package struct GroupFile: Hashable, Sendable {
  /// The name of the group in logs and file names.
  package var id: String
  package var mode: Opening.Mode
  /// The number of the next session; 1 when the file gives none.
  package var session: Int
  /// Who observes, when nobody says otherwise.
  package var observer: String
  /// The reaction-time offset in ms; 0 when the file gives none.
  package var lag: Int
  /// The people in the order in which they are written; never empty.
  package var roster: Roster
  /// What is worth a warning though the file can be used, each with its line.
  package var remarks: [Fault] = []

  package init(
    id: String, mode: Opening.Mode, session: Int = 1, observer: String = "obs1", lag: Int = 0, roster: Roster
  ) {
    self.id = id
    self.mode = mode
    self.session = session
    self.observer = observer
    self.lag = lag
    self.roster = roster
  }

  /// The most people a group may have.
  package static let mostPeople = 40

  /// The role-play group that is compiled in, `Config/groups/communication-skills.toml`.
  package static let builtIn: GroupFile = builtInSetting(
    PackageResources.communication_skills_toml, "Config/groups/communication-skills.toml", read)

  /// The group in the bytes of a file.
  ///
  /// `mode` is role-play when it is missing, a role `member`, a label the id. When nobody has a key, seats have
  /// 1 to 9 and 0 in their order.
  /// - Throws: everything that is wrong with it, each with its line under the path given.
  package static func read(_ bytes: [UInt8], path: String) throws(Faults) -> GroupFile {
    var notes = FaultNotes(path: path)
    let entries = try SettingsValue.document(bytes, &notes)
    let fields = Fields(
      entries, line: 1, subject: "This group", kind: "A group",
      known: ["id", "mode", "session", "observer", "lag", "roster"], &notes)
    let id = fields.name("id", upTo: 40, &notes)
    let mode = fields.word("mode", of: Opening.Mode.allCases.map(\.rawValue), &notes)
    let session = fields.number("session", in: 1...9999, &notes)
    let observer = fields.has("observer") ? fields.name("observer", upTo: 40, &notes) : nil
    let lag = fields.number("lag", in: 0...30_000, &notes)
    var remarks = FaultNotes(path: path)
    let members = members(fields, &notes, remarks: &remarks)
    try notes.settle()
    var group = GroupFile(
      id: id ?? "", mode: mode.flatMap { Opening.Mode(rawValue: $0) } ?? .roleplay, session: session ?? 1,
      observer: observer ?? "obs1", lag: lag ?? 0, roster: Roster(members))
    group.remarks = remarks.all
    return group
  }

  private static func members(
    _ fields: Fields, _ notes: inout FaultNotes, remarks: inout FaultNotes
  ) -> [Member] {
    let tables = fields.tables("roster", &notes)
    let line = fields.line(of: "roster")
    if !fields.has("roster") || fields.isEmptyList("roster") {
      notes.add(line, "This group has nobody in it. List its people in 'roster'.")
      return []
    }
    if let excess = tables.dropFirst(mostPeople).first {
      notes.add(excess.line, "This group has \(tables.count) people. There is room for \(mostPeople).")
    }
    var seen = Seen()
    let read = tables.prefix(mostPeople).map {
      member($0.entries, line: $0.line, &seen, &notes, remarks: &remarks)
    }
    let members = read.compactMap { $0 }
    if members.count == read.count, !members.contains(where: { $0.role == .member }) {
      notes.add(line, "Everybody in this group is a therapist. Give somebody the role 'member'.")
    }
    return members.allSatisfy(\.key.isEmpty) ? seated(members) : members
  }

  private static func seated(_ members: [Member]) -> [Member] {
    let keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
    return members.enumerated().map { place, member in
      var member = member
      if place < keys.count { member.key = keys[place] }
      return member
    }
  }

  /// What people must not share.
  private struct Seen {
    var ids = FirstLines()
    var labels = FirstLines()
    var keys = FirstLines()
    /// The labels as they look.
    var looks = FirstLines()
  }

  private static func member(
    _ entries: [SettingsEntry], line: Int, _ seen: inout Seen, _ notes: inout FaultNotes,
    remarks: inout FaultNotes
  ) -> Member? {
    var fields = Fields(
      entries, line: line, subject: "This person", kind: "A person", known: ["id", "label", "role", "key"],
      &notes)
    let id = fields.name("id", upTo: 24, &notes)
    if let id { fields.subject = id.quoted }
    let owner = id ?? "somebody"
    func claim(_ what: String, _ value: String, _ names: inout FirstLines) {
      let line = fields.line(of: what)
      guard let before = names.claim(value.lowercased(), line: line, owner: owner) else { return }
      notes.add(
        line,
        "\(value.quoted) is already the \(what) of \(before.owner) (line \(before.line)). Give \(owner) another \(what)."
      )
    }
    if let id {
      if id.asciiFolded == MemberID.unlogged.rawValue {
        notes.add(fields.line(of: "id"), "\(id.quoted) stands for people who withdrew. Choose another id.")
      }
      claim("id", id, &seen.ids)
    }
    let label = fields.optionalText("label", upTo: 24, &notes) ?? ""
    if !label.isEmpty { claim("label", label, &seen.labels) }
    let shown = label.isEmpty ? owner : label
    let labelLine = fields.line(of: label.isEmpty ? "id" : "label")
    if let before = seen.looks.claim(LookAlikeLetters.plain(shown), line: labelLine, owner: shown),
      before.owner.lowercased() != shown.lowercased()
    {
      remarks.add(
        labelLine,
        "\(shown.quoted) looks like \(before.owner.quoted) (line \(before.line)) and is written in letters of another alphabet. Write one of them otherwise."
      )
    }
    let role = fields.word("role", of: Role.allCases.map(\.rawValue), &notes)
    let key = fields.optionalText("key", upTo: 40, &notes) ?? ""
    if !key.isEmpty {
      if isSeatKey(key) {
        claim("key", key, &seen.keys)
      } else {
        notes.add(
          fields.line(of: "key"), "\(key.quoted) cannot be a seat's key. Write a single letter or digit.")
      }
    }
    guard let id else { return nil }
    return Member(
      id: MemberID(id), label: label.isEmpty ? id : label,
      role: role.flatMap { Role(rawValue: $0) } ?? .member,
      key: key)
  }

  private static func isSeatKey(_ key: String) -> Bool {
    guard key.unicodeScalars.count == 1, let scalar = key.unicodeScalars.first else { return false }
    return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }
}
