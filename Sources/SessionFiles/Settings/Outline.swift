/// Where a key or an element of a list stands in a TOML text, and where everything below it stands.
///
/// The TOML library tells places only for faults of syntax; this outline tells them for everything else. Two
/// spellings of one key meet only if both are written plainly: a key written with escapes is not found here, and
/// what is said about it names the line of its table.
final class Outline {
  /// The line, from 1.
  let line: Int
  /// The position in the file in bytes, for keeping keys in the order in which they are written.
  let offset: Int
  /// What stands below, by key, for a table.
  private(set) var keys: [String: Outline] = [:]
  /// What stands below, for a list.
  private(set) var elements: [Outline] = []

  init(line: Int, offset: Int) {
    self.line = line
    self.offset = offset
  }

  /// The place of a key; where it is written twice, the first.
  func key(_ name: String, line: Int, offset: Int) -> Outline {
    if let known = keys[name] { return known }
    let new = Outline(line: line, offset: offset)
    keys[name] = new
    return new
  }

  func element(line: Int, offset: Int) -> Outline {
    let new = Outline(line: line, offset: offset)
    elements.append(new)
    return new
  }

  /// The table a header or a dotted key means: of a list of tables, the latest.
  var current: Outline { elements.last ?? self }
}

/// Why an outline ends before its file does.
enum OutlineStop: Error, Equatable {
  /// Something that is no TOML, at this byte; how to say it is left to the TOML library.
  case unreadable(offset: Int, line: Int)
  /// TOML that is refused before the TOML library sees it.
  case refused(line: Int, message: String)
}
