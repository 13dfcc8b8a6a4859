package import SessionCore

/// Reads codebooks: the codes and closing ratings of a session, written in TOML.
///
/// `docs/codebooks.md` says how such a file is written.
package enum CodebookFile {
  /// The most codes a codebook may have.
  package static let mostCodes = 200

  /// The codebook that is compiled in, `Config/codebooks/3rs-group.toml`; parsed when first asked for.
  package static let builtIn: Codebook = builtInSetting(
    PackageResources._rs_group_toml, "Config/codebooks/3rs-group.toml", read)

  /// The codebook in the bytes of a file.
  /// - Throws: everything that is wrong with it, each with its line under the path given.
  package static func read(_ bytes: [UInt8], path: String) throws(Faults) -> Codebook {
    var notes = FaultNotes(path: path)
    let entries = try SettingsValue.document(bytes, &notes)
    let fields = Fields(
      entries, line: 1, subject: "This codebook", kind: "A codebook",
      known: ["id", "version", "title", "code", "scale"], &notes)
    let id = fields.name("id", upTo: 40, &notes)
    let version = fields.text("version", upTo: 20, &notes)
    let title = fields.text("title", upTo: 80, &notes)
    let codes = codes(fields, &notes)
    let scales = scales(fields, &notes)
    checkSize(codes, scales, &notes)
    try notes.settle()
    return Codebook(id: id ?? "", version: version ?? "", title: title ?? "", codes: codes, scales: scales)
  }

  /// Everything that is wrong with a codebook; empty when nothing is.
  package static func faults(in bytes: [UInt8], path: String) -> [Fault] {
    do {
      _ = try read(bytes, path: path)
      return []
    } catch {
      return error.all
    }
  }

  // MARK: Codes

  private static func codes(_ fields: Fields, _ notes: inout FaultNotes) -> [Code] {
    let tables = fields.tables("code", &notes)
    if !fields.has("code") || fields.isEmptyList("code") {
      notes.add(fields.line(of: "code"), "This codebook has no codes. Add some, each under [[code]].")
    }
    if let excess = tables.dropFirst(mostCodes).first {
      notes.add(
        excess.line, "This codebook has \(tables.count) codes. Nobody can code with more than \(mostCodes).")
    }
    var seen = Seen()
    return tables.prefix(mostCodes).compactMap { code($0.entries, line: $0.line, &seen, &notes) }
  }

  /// What codes must not share.
  private struct Seen {
    var names = FirstLines()
    var letters: [Strip: FirstLines] = [:]
  }

  private static func code(
    _ entries: [SettingsEntry], line: Int, _ seen: inout Seen, _ notes: inout FaultNotes
  ) -> Code? {
    var fields = Fields(
      entries, line: line, subject: "This code", kind: "A code",
      known: [
        "code", "family", "label", "letter", "meaning", "not", "example", "source", "path", "places",
      ], &notes)
    let id = fields.name("code", upTo: 16, &notes)
    if let id {
      fields.subject = "Code \(id.quoted)"
      claim(id, line: fields.line(of: "code"), &seen.names, &notes)
    }
    let family = family(fields, &notes)
    let label = fields.text("label", upTo: 60, &notes)
    let letter = fields.optionalText("letter", upTo: 40, &notes) ?? ""
    if let family, !letter.isEmpty {
      claim(letter: letter, of: id, line: fields.line(of: "letter"), Strip(of: family), &seen, &notes)
    }
    let meaning = fields.optionalText("meaning", upTo: 200, &notes) ?? ""
    let isNot = fields.optionalText("not", upTo: 200, &notes) ?? ""
    let example = fields.optionalText("example", upTo: 200, &notes) ?? ""
    let source = fields.optionalText("source", upTo: 40, &notes) ?? ""
    let path = fields.word("path", of: ["immediate", "exploratory"], &notes) ?? ""
    let places = places(fields, &notes)
    if let family, family != .repair {
      for name in ["path", "places"] where fields.has(name) {
        notes.add(
          fields.line(of: name), "Only repairs have \(name.quoted), and this is \(family.rawValue.quoted).")
      }
    }
    guard let id, let family, let label else { return nil }
    return Code(
      CodeID(id), family: family, label: label, letter: letter, meaning: meaning, isNot: isNot,
      example: example,
      source: source, path: path, places: places)
  }

  private static func family(_ fields: Fields, _ notes: inout FaultNotes) -> Family? {
    guard fields.text("family", upTo: 40, &notes) != nil else { return nil }
    return fields.word("family", of: Family.known.map(\.rawValue), &notes).map { Family($0) }
  }

  private static func claim(_ id: String, line: Int, _ names: inout FirstLines, _ notes: inout FaultNotes) {
    // Swift compares by meaning, so names that differ only in how an accent is encoded count as one here.
    guard let before = names.claim(id.lowercased(), line: line, owner: id) else { return }
    if before.owner.unicodeScalars.elementsEqual(id.unicodeScalars) {
      notes.add(line, "\(id.quoted) is already a code (line \(before.line)). Give this one another name.")
    } else {
      notes.add(
        line,
        "\(id.quoted) and \(before.owner.quoted) (line \(before.line)) look alike in commands. Rename one.")
    }
  }

  private static func claim(
    letter: String, of id: String?, line: Int, _ strip: Strip, _ seen: inout Seen, _ notes: inout FaultNotes
  ) {
    guard letter.unicodeScalars.count == 1, let scalar = letter.unicodeScalars.first,
      scalar.properties.isAlphabetic
    else {
      notes.add(
        line, "\(letter.quoted) is no letter. Write a single one, such as 'a'; digits belong to seats.")
      return
    }
    let owner = id ?? "this code"
    let before = seen.letters[strip, default: FirstLines()].claim(letter, line: line, owner: owner)
    if let before {
      notes.add(
        line,
        "\(letter.quoted) is already the letter of \(before.owner) (line \(before.line)). Give \(owner) another."
      )
    }
  }

  private static func places(_ fields: Fields, _ notes: inout FaultNotes) -> [String] {
    let known = ["A1a", "A1b", "A2a", "A2b", "B1a", "B1b", "B2a", "B2b"]
    return fields.list("places", &notes).compactMap { element in
      guard let text = Fields.text(element, named: "places", upTo: 40, &notes) else { return nil }
      if known.contains(text) { return text }
      notes.add(element.line, "\(text.quoted) is no place of the model. Write \(known.alternatives).")
      return nil
    }
  }

  // MARK: Scales

  private static func scales(_ fields: Fields, _ notes: inout FaultNotes) -> [Scale] {
    var names = FirstLines()
    return fields.tables("scale", &notes).compactMap { line, entries in
      var fields = Fields(
        entries, line: line, subject: "This scale", kind: "A scale",
        known: ["id", "label", "asks", "anchors"],
        &notes)
      let id = fields.name("id", upTo: 40, &notes)
      if let id {
        fields.subject = "Scale \(id.quoted)"
        if let before = names.claim(id.lowercased(), line: fields.line(of: "id"), owner: id) {
          notes.add(
            fields.line(of: "id"),
            "\(id.quoted) is already a scale (line \(before.line)). Give this one another name.")
        }
      }
      let label = fields.text("label", upTo: 60, &notes)
      let asks = fields.optionalText("asks", upTo: 200, &notes) ?? ""
      let anchors = anchors(fields, &notes)
      guard let id, let label else { return nil }
      return Scale(id: id, label: label, asks: asks, anchors: anchors)
    }
  }

  private static func anchors(_ fields: Fields, _ notes: inout FaultNotes) -> [String] {
    guard fields.has("anchors") else { return [] }
    let elements = fields.list("anchors", &notes)
    if elements.count != 5 {
      notes.add(
        fields.line(of: "anchors"),
        "\(fields.subject) has \(elements.count) anchors. Write five, one for each of 1 to 5; \"\" where there is none."
      )
    }
    return elements.prefix(5).compactMap { Fields.text($0, named: "anchors", upTo: 80, &notes) }
  }

  /// A codebook is copied whole into the first line of a log, which holds 64 KiB.
  private static func checkSize(_ codes: [Code], _ scales: [Scale], _ notes: inout FaultNotes) {
    var size = 0
    for code in codes {
      let texts = [code.id.rawValue, code.label, code.meaning, code.isNot, code.example, code.source]
      size += texts.reduce(140) { $0 + $1.utf8.count }
    }
    for scale in scales {
      size += ([scale.id, scale.label, scale.asks] + scale.anchors).reduce(60) { $0 + $1.utf8.count }
    }
    if size > 48 * 1024 {
      notes.add(
        1, "The texts of this codebook take \(size) bytes, and a log has room for \(48 * 1024). Shorten some."
      )
    }
  }
}

/// The strips in which codes are chosen by letter; the letters of one strip must differ.
package enum Strip: Hashable, Sendable {
  case withdrawal, confrontation, group, repair, moment

  /// The strip that shows the codes of a family; a family unknown here is shown with the moments.
  package init(of family: Family) {
    switch family {
    case .withdrawal: self = .withdrawal
    case .confrontation: self = .confrontation
    case .group: self = .group
    case .repair: self = .repair
    default: self = .moment
    }
  }
}

extension Fields {
  /// A text that must be there and be fit for a name.
  func name(_ field: String, upTo limit: Int, _ notes: inout FaultNotes) -> String? {
    guard let name = text(field, upTo: limit, &notes) else { return nil }
    guard let reason = reasonAgainst(name: name) else { return name }
    notes.add(line(of: field), "\(name.quoted) cannot be a name. \(reason)")
    return nil
  }
}

/// A setting that is compiled in. Its file is part of the program, and a test reads it, so it cannot be faulty.
func builtInSetting<Value>(
  _ bytes: [UInt8], _ path: String, _ read: ([UInt8], String) throws(Faults) -> Value
) -> Value {
  do {
    return try read(bytes, path)
  } catch {
    preconditionFailure("A file compiled in is faulty.\n\(error)")
  }
}
