internal import SessionCore

/// One table of a settings file while it is read: hands out its fields by name, and notes what is wrong with them.
struct Fields {
  /// What the table describes, for messages: "Code 'W1'", "This codebook".
  var subject: String
  let line: Int
  private let entries: [SettingsEntry]

  /// Begins to read a table, and notes every key that is not among the known ones.
  init(
    _ entries: [SettingsEntry], line: Int, subject: String, kind: String, known: [String],
    _ notes: inout FaultNotes
  ) {
    self.line = line
    self.subject = subject
    self.entries = entries
    for entry in entries where !known.contains(entry.key) {
      let hint =
        nearest(entry.key, among: known).map { "Did you mean \($0.quoted)?" }
        ?? "It may have \(known.joined(separator: ", "))."
      notes.add(entry.value.line, "\(kind) has no \(entry.key.quoted). \(hint)")
    }
  }

  /// The value of a field. Tables are short, and looking through them is quicker than making a dictionary of each.
  private subscript(name: String) -> SettingsValue? { entries.first { $0.key == name }?.value }

  /// The line of a field, or that of the table when it has no such field.
  func line(of name: String) -> Int { self[name]?.line ?? line }

  func has(_ name: String) -> Bool { self[name] != nil }

  func isEmptyList(_ name: String) -> Bool {
    if case .list(let elements)? = self[name]?.content { elements.isEmpty } else { false }
  }

  /// A text that must be there and must not be blank; `nil`, with a note, when it is neither.
  func text(_ name: String, upTo limit: Int, _ notes: inout FaultNotes) -> String? {
    guard let value = required(name, &notes) else { return nil }
    guard let text = Self.text(value, named: name, upTo: limit, &notes) else { return nil }
    if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
      notes.add(value.line, "\(subject) has an empty \(name.quoted). Write something there.")
      return nil
    }
    return text
  }

  /// A text that may be missing or empty; `nil` when it is missing, or, with a note, when it is no text.
  func optionalText(_ name: String, upTo limit: Int, _ notes: inout FaultNotes) -> String? {
    self[name].flatMap { Self.text($0, named: name, upTo: limit, &notes) }
  }

  /// A text that is one of several words; `nil` when it is missing, or, with a note, when it is another.
  func word(_ name: String, of words: [String], _ notes: inout FaultNotes) -> String? {
    guard let text = optionalText(name, upTo: 40, &notes) else { return nil }
    if words.contains(text) { return text }
    let hint =
      nearest(text, among: words).map { "Did you mean \($0.quoted)?" } ?? "Write \(words.alternatives)."
    notes.add(line(of: name), "\(text.quoted) is no \(name). \(hint)")
    return nil
  }

  /// A whole number within a range; `nil` when it is missing, or, with a note, when it is something else.
  func number(_ name: String, in range: ClosedRange<Int>, _ notes: inout FaultNotes) -> Int? {
    guard let value = self[name] else { return nil }
    guard case .number(let number) = value.content else {
      notes.add(value.line, "\(name.quoted) is \(value.kind) here. Write a whole number.")
      return nil
    }
    if range.contains(number) { return number }
    notes.add(
      value.line, "\(name.quoted) is \(number). It can be \(range.lowerBound) to \(range.upperBound).")
    return nil
  }

  /// True or false; `nil` when it is missing, or, with a note, when it is something else.
  func flag(_ name: String, _ notes: inout FaultNotes) -> Bool? {
    guard let value = self[name] else { return nil }
    if case .flag(let flag) = value.content { return flag }
    notes.add(value.line, "\(name.quoted) is \(value.kind) here. Write true or false.")
    return nil
  }

  /// The entries of a table; empty when it is missing, or, with a note, when it is no table.
  func table(_ name: String, _ notes: inout FaultNotes) -> [SettingsEntry] {
    guard let value = self[name] else { return [] }
    if case .table(let entries) = value.content { return entries }
    notes.add(value.line, "\(name.quoted) is \(value.kind) here. Write a table: [\(name)].")
    return []
  }

  /// The elements of a list; empty when it is missing, or, with a note, when it is no list.
  func list(_ name: String, _ notes: inout FaultNotes) -> [SettingsValue] {
    guard let value = self[name] else { return [] }
    if case .list(let elements) = value.content { return elements }
    notes.add(value.line, "\(name.quoted) is \(value.kind) here. Write a list: [ … ].")
    return []
  }

  /// The tables of a list, each with its line; with a note for every element that is none.
  func tables(_ name: String, _ notes: inout FaultNotes) -> [(line: Int, entries: [SettingsEntry])] {
    if let value = self[name], case .table = value.content {
      notes.add(value.line, "\(name.quoted) is a single table here. Write it in two brackets: [[\(name)]].")
      return []
    }
    var tables: [(line: Int, entries: [SettingsEntry])] = []
    for element in list(name, &notes) {
      if case .table(let entries) = element.content {
        tables.append((element.line, entries))
      } else {
        notes.add(element.line, "\(name.quoted) holds \(element.kind) here. Each element is a table.")
      }
    }
    return tables
  }

  /// A value as a text that can be shown on one line; `nil`, with a note, when it is none.
  static func text(
    _ value: SettingsValue, named name: String, upTo limit: Int, _ notes: inout FaultNotes
  ) -> String? {
    guard case .text(let text) = value.content else {
      notes.add(value.line, "\(name.quoted) is \(value.kind) here. Write text, in quotes.")
      return nil
    }
    // Nearly every text is short and plain.
    if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    if let hidden = text.unicodeScalars.first(where: \.isHidden) {
      let what =
        hidden == "\n" || hidden == "\r" ? "a line end" : "the hidden character U+\(hidden.fourDigits)"
      notes.add(value.line, "\(name.quoted) holds \(what). Write it as one line of plain text.")
      return nil
    }
    let length = text.unicodeScalars.count
    if length > limit {
      notes.add(value.line, "\(name.quoted) has \(length) characters. Keep it within \(limit).")
      return nil
    }
    return text
  }

  private func required(_ name: String, _ notes: inout FaultNotes) -> SettingsValue? {
    if let value = self[name] { return value }
    notes.add(line, "\(subject) has no \(name.quoted). Add it.")
    return nil
  }
}

extension [String] {
  /// "a, b or c".
  var alternatives: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " or " + (last ?? "")
  }
}

extension Unicode.Scalar {
  var fourDigits: String {
    let digits = number
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}

/// The lines on which names were first given, to find those given twice.
struct FirstLines {
  private var lines: [String: (line: Int, owner: String)] = [:]

  /// Where this name was given before, or `nil`, in which case it counts as given now.
  mutating func claim(_ name: String, line: Int, owner: String) -> (line: Int, owner: String)? {
    if let before = lines[name] { return before }
    lines[name] = (line, owner)
    return nil
  }
}

/// What keeps a text from being a name that stands in logs, commands and file names, or `nil`.
func reasonAgainst(name: String) -> String? {
  if name.utf8.isEmpty { return "It is empty." }
  if name == ".." || name.utf8.contains(UInt8(ascii: "/")) || name.utf8.contains(UInt8(ascii: "\\")) {
    return "It would be a path."
  }
  if name.contains("..") { return "It holds '..', which is part of a path." }
  if name.unicodeScalars.contains(where: \.properties.isWhitespace) {
    return "It holds a blank, and commands are split at blanks."
  }
  if let sign = name.unicodeScalars.first(where: { "\"'`,>#@~*".unicodeScalars.contains($0) }) {
    return "It holds \(String(sign).quoted), which means something else in commands."
  }
  return nil
}
