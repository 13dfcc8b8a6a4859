import SafeText
internal import TOMLKit

/// A value of a settings file, with the line it stands on.
struct SettingsValue {
  enum Content {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([SettingsValue])
    case table([SettingsEntry])
    /// Anything no setting is made of, by what it is called.
    case other(String)
  }

  let line: Int
  let content: Content

  /// What was found, for a message that says what was wanted.
  var kind: String {
    switch content {
    case .text: "text"
    case .number: "a whole number"
    case .flag: "true or false"
    case .list: "a list"
    case .table: "a table"
    case .other(let name): name
    }
  }
}

/// A key of a table with its value.
struct SettingsEntry {
  let key: String
  let value: SettingsValue
}

extension SettingsValue {
  /// Reads a settings file as TOML.
  /// - Throws: the one fault that keeps it from being read: its size, its encoding, its nesting or its syntax.
  static func document(_ raw: [UInt8], _ notes: inout FaultNotes) throws(Faults) -> [SettingsEntry] {
    let text = try SettingsText(raw, &notes)
    var scan = OutlineScan(text)
    do throws(TOMLFault) {
      try scan.run()
    } catch {
      let place = text.position(of: error.offset)
      notes.add(place.line, column: place.column, error.message)
    }
    try notes.settle()
    var entries: [SettingsEntry] = []
    do {
      let table = try TOMLTable(string: String(decoding: text.bytes, as: UTF8.self))
      entries = Self.entries(of: table, at: scan.root)
    } catch let error as TOMLParseError {
      let words = String(error.description.split(separator: ": ", maxSplits: 1).last ?? "")
      let line = min(max(error.source.begin.line, 1), text.position(of: text.bytes.count).line)
      notes.add(line, "This contradicts what stands above it: \(words.displaySafe).")
    } catch {
      notes.add(1, "This cannot be read as TOML.")
    }
    try notes.settle()
    return entries
  }

  private static func entries(of table: TOMLTable, at outline: Outline?) -> [SettingsEntry] {
    let placed = table.keys.compactMap { key -> (offset: Int, entry: SettingsEntry)? in
      guard let value = table[key] else { return nil }
      let place = outline?.keys[key]
      let entry = SettingsEntry(key: key, value: read(value, at: place, below: outline))
      return (place?.offset ?? outline?.offset ?? 0, entry)
    }
    // The library sorts keys by name; people mean the order in which they wrote them.
    return placed.sorted { $0.offset < $1.offset }.map(\.entry)
  }

  private static func read(
    _ value: any TOMLValueConvertible, at place: Outline?, below parent: Outline?
  ) -> SettingsValue {
    let line = place?.line ?? parent?.line ?? 1
    return SettingsValue(line: line, content: content(of: value, at: place ?? parent))
  }

  private static func content(of value: any TOMLValueConvertible, at place: Outline?) -> Content {
    switch value.type {
    case .string: .text(value.string ?? "")
    case .int: .number(value.int ?? 0)
    case .array:
      .list(
        (value.array ?? []).enumerated().map { index, element in
          let inner = place.flatMap { index < $0.elements.count ? $0.elements[index] : nil }
          return read(element, at: inner, below: place)
        })
    case .table: .table(value.table.map { entries(of: $0, at: place) } ?? [])
    case .bool: .flag(value.bool ?? false)
    // The scan before has refused these.
    case .double, .date, .time, .dateTime: .other("no text and no whole number")
    }
  }
}
