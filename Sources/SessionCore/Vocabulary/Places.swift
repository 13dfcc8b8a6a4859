/// Where each of some names stands in a list, for lists that are asked at every record.
///
/// Going over a short list of names word by word takes a fraction of what hashing one name does.
struct Places: Hashable, Sendable {
  /// Longer lists are not gone over.
  private static let most = 64

  private let names: [Name]
  private let keys: [Name.Key]
  private let byName: [Name: Int]

  /// The places of these names; of two that are equal the first keeps it.
  init(_ names: [Name]) {
    self.names = names
    keys = names.map(\.key)
    byName =
      names.count > Self.most
      ? Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first }) : [:]
  }

  /// The place of a name, or `nil` when it is not in the list.
  subscript(name: Name) -> Int? {
    guard keys.count <= Self.most else { return byName[name] }
    let key = name.key
    for place in keys.indices where keys[place] == key { return place }
    return nil
  }

  static func == (a: Places, b: Places) -> Bool { a.names == b.names }

  func hash(into hasher: inout Hasher) { hasher.combine(names) }
}
