internal import TOMLKit

/// A value of a settings file, with the line it stands on.
struct SettingsValue {
  enum Content {
    case text(String)
    case number(Int)
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
    var known = text.bytes[...]
    var stop: OutlineStop?
    do {
      try scan.run()
    } catch {
      stop = error
      switch error {
      case .refused(let line, let message): notes.add(line, message)
      // The library words the fault, and sees nothing beyond the line it is on, nor much of that line.
      case .unreadable(let offset, _):
        let end = text.bytes[offset...].prefix(200).prefix { $0 != 0x0A }.endIndex
        known = text.bytes[..<end]
      }
    }
    try notes.settle()
    do {
      let table = try TOMLTable(string: String(decoding: known, as: UTF8.self))
      if case .unreadable(_, let line)? = stop {
        notes.add(line, "This cannot be read as TOML. Is a quote, a comma or a bracket missing?")
      } else {
        return entries(of: table, at: scan.root)
      }
    } catch {
      note(error, in: known, &notes)
    }
    try notes.settle()
    return []
  }

  private static func note(_ error: any Error, in text: ArraySlice<UInt8>, _ notes: inout FaultNotes) {
    guard let error = error as? TOMLParseError else {
      notes.add(1, "This cannot be read as TOML.")
      return
    }
    // "Error while parsing string: …" becomes "…", which says the same.
    let words = error.description.split(separator: ": ", maxSplits: 1)
    let reason =
      words.count == 2 && words[0].hasPrefix("Error while parsing") ? words[1] : error.description[...]
    let lines = text.count { $0 == 0x0A } + 1
    notes.add(
      min(max(error.source.begin.line, 1), lines), column: max(error.source.begin.column, 1),
      "This cannot be read as TOML: \(String(reason).printable).")
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
    case .bool: .other("true or false")
    case .double: .other("a number that is not whole")
    case .date: .other("a date")
    case .time: .other("a time")
    case .dateTime: .other("a date and time")
    }
  }
}
