/// Where a key or an element of a list stands in a TOML text, and where everything below it stands.
///
/// The TOML library tells no places of values; this outline does. A key written with escapes is not found in it, and
/// what is said about it names the line of its table.
final class Outline {
  /// How a table or value came to be, which decides whether it may be written again.
  enum Origin {
    /// A table that only the header of a table within it has named.
    case implied
    case written
    /// A list made of headers in two brackets.
    case tables
  }

  /// The line, from 1.
  let line: Int
  /// The position in the file in bytes, for keeping keys in the order in which they are written.
  let offset: Int
  var origin: Origin
  /// What stands below, by key, for a table.
  var keys: [String: Outline] = [:]
  /// What stands below, for a list.
  private(set) var elements: [Outline] = []

  init(line: Int, offset: Int, origin: Origin) {
    self.line = line
    self.offset = offset
    self.origin = origin
  }

  func element(line: Int, offset: Int) -> Outline {
    let new = Outline(line: line, offset: offset, origin: .written)
    elements.append(new)
    return new
  }

  /// The table a header or a dotted key means: of a list of tables, the latest.
  var current: Outline { elements.last ?? self }
}
