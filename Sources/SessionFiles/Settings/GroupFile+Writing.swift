import SessionCore

extension GroupFile {
  /// The group as a file: reading it gives the same group back.
  ///
  /// - Parameter before: the bytes of the file as it was; what its first lines explain is kept.
  package func text(replacing before: [UInt8] = []) -> String {
    var lines = Self.heading(of: before)
    if lines.isEmpty {
      lines = ["# A group for 'mend observe --group'. Labels are pseudonyms: they stand in every log.", ""]
    }
    lines += [
      "id = \(Self.quoted(id))", "mode = \(Self.quoted(mode.rawValue))", "session = \(session)",
      "observer = \(Self.quoted(observer))", "lag = \(lag)", "", "roster = [",
    ]
    lines += roster.members.map { member in
      let key = member.key.isEmpty ? "" : "key = \(Self.quoted(member.key)), "
      let role = member.role == .member ? "" : ", role = \(Self.quoted(member.role.rawValue))"
      return
        "  { \(key)id = \(Self.quoted(member.id.rawValue)), label = \(Self.quoted(member.label))\(role) },"
    }
    return (lines + ["]", ""]).joined(separator: "\n")
  }

  /// The comments and blank lines a file begins with.
  private static func heading(of bytes: [UInt8]) -> [String] {
    var lines: [String] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      guard line.isEmpty || line.first == UInt8(ascii: "#"),
        let text = String(validating: line, as: UTF8.self)
      else { return lines }
      lines.append(text)
    }
    return []
  }

  // Nothing that TOML would need written out otherwise can stand in a name.
  private static func quoted(_ text: String) -> String {
    var escaped = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": escaped.unicodeScalars.append(contentsOf: ["\\", scalar])
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped + "\""
  }
}
