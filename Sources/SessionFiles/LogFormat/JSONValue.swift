/// A value in a line: its shape and the bytes it takes.
struct JSONValue {
  enum Shape: UInt8 { case text, integer, yes, no, null, list, object }

  var shape: Shape
  /// Whether a text holds escapes.
  var escaped = false
  /// The first byte; for a text the one after its opening quote.
  var start: Int
  /// The byte after the last; for a text its closing quote.
  var end: Int
  /// What an integer is worth.
  var number = 0
}

/// A member of an object in a line.
struct JSONMember {
  var packed: PackedName
  var name: JSONValue
  var value: JSONValue
}
