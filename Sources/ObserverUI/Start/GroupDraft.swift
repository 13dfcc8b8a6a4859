package import SessionCore

/// A group while it is being set up: what will be its file.
package struct GroupDraft: Hashable, Sendable {
  /// The name of the group in logs and file names.
  package var id: String
  package var mode: Opening.Mode
  package var observer: String
  /// The reaction-time offset in ms.
  package var lag: Int
  /// Everybody, in the order of the seats.
  package var members: [Member]

  package init(id: String, mode: Opening.Mode, observer: String, lag: Int, members: [Member]) {
    self.id = id
    self.mode = mode
    self.observer = observer
    self.lag = lag
    self.members = members
  }

  /// The most people a group may have.
  package static let mostPeople = 40
  private static let longestName = 40
  private static let longestLabel = 24

  /// What keeps this from being a group, in a sentence that says what to do; `nil` when nothing does.
  package var fault: String? {
    if let reason = Self.reason(against: id, upTo: Self.longestName) { return "The group's name: \(reason)" }
    if let reason = Self.reason(against: observer, upTo: Self.longestName) {
      return "The observer: \(reason)"
    }
    if members.isEmpty { return "Nobody is in this group. Add somebody." }
    if members.count > Self.mostPeople { return "There is room for \(Self.mostPeople) people. Take one out." }
    for (place, member) in members.enumerated() {
      if let fault = fault(of: member, at: place) { return fault }
    }
    return members.contains { $0.role == .member }
      ? nil : "Everybody here is a therapist. Give somebody the role of a member."
  }

  /// Who has no key, and so cannot be given the floor, in a sentence that says what to do; `nil` when everybody has one.
  ///
  /// - Parameter key: the key that gives a seat another key.
  func want(ofKeys key: String) -> String? {
    guard let member = members.last(where: { $0.key.isEmpty }) else { return nil }
    return "\(member.label) has no key yet. On their line \(key) gives them a letter or digit."
  }

  private func fault(of member: Member, at place: Int) -> String? {
    if let reason = Self.reason(againstLabel: member.label) { return reason }
    let before = members.prefix(place)
    if before.contains(where: { $0.label.lowercased() == member.label.lowercased() }) {
      return "'\(member.label)' is there twice. Give one of them another pseudonym."
    }
    if member.key.isEmpty { return nil }
    guard Self.isSeatKey(member.key) else { return "'\(member.key)' is no seat's key: one letter or digit." }
    let other = before.first { $0.key.lowercased() == member.key.lowercased() }
    return other.map {
      "\(member.key) is the seat of \($0.label) and of \(member.label). Give one another key."
    }
  }

  /// Whether a text can be the key of a seat: one letter or digit.
  package static func isSeatKey(_ key: String) -> Bool {
    guard key.unicodeScalars.count == 1, let scalar = key.unicodeScalars.first else { return false }
    return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }

  // MARK: Changing it

  /// Adds somebody with a name of their own and the first digit that is free, or else the first of the letters.
  ///
  /// - Parameter letters: keys that mean nothing else.
  package mutating func add(_ label: String, letters: [String] = []) {
    let digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]
    let key = (digits + letters).first { key in !members.contains { $0.key.lowercased() == key } } ?? ""
    members.append(Member(id: freeID(for: label), label: label, role: .member, key: key))
  }

  /// Moves somebody by places, as far as there are any; answers the place they have then.
  package mutating func move(_ place: Int, by steps: Int) -> Int {
    let target = min(max(place + steps, 0), members.count - 1)
    guard members.indices.contains(place), target != place else { return place }
    members.insert(members.remove(at: place), at: target)
    return target
  }

  /// A name for logs that nobody here has, made of a label; `p` and a number where a label gives none.
  private func freeID(for label: String) -> MemberID {
    let letters = label.asciiFolded.utf8.filter { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    let word = String(decoding: letters.prefix(16), as: UTF8.self)
    let taken = Set(members.map(\.id.rawValue.asciiFolded) + [MemberID.unlogged.rawValue])
    if !word.isEmpty, !taken.contains(word) { return MemberID(word) }
    let stem = word.isEmpty ? "p" : word
    let number = (1...members.count + 2).first { !taken.contains("\(stem)\($0)") } ?? 0
    return MemberID("\(stem)\(number)")
  }

  // MARK: Names

  private static func reason(against name: String, upTo limit: Int) -> String? {
    if name.isEmpty { return "it is empty. Write something there." }
    if name.unicodeScalars.count > limit { return "it is longer than \(limit) characters. Shorten it." }
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      !scalar.properties.isWhitespace && !scalar.isHiddenInNames
        && !"/\\\"'`,>#@~*".unicodeScalars.contains(scalar)
    }
    if !isPlain || name.utf8.first == UInt8(ascii: ".") || name.contains("..") {
      return "it is part of file names and commands. Write letters, digits, - and _."
    }
    return nil
  }

  private static func reason(againstLabel label: String) -> String? {
    if label.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
      return "A pseudonym is empty. Name everybody."
    }
    if label.unicodeScalars.count > longestLabel {
      return "'\(label)' is longer than \(longestLabel) characters. Shorten it."
    }
    return label.unicodeScalars.contains(where: \.isHiddenInNames)
      ? "'\(label)' holds a character that cannot be seen. Write it again." : nil
  }
}

extension Unicode.Scalar {
  /// Whether this has no place in a name that is shown: controls, line ends, marks that turn the direction of
  /// writing, and everything else without a shape.
  var isHiddenInNames: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }
}
