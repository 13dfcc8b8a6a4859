/// What is wrong inside one line of a log, and where.
///
/// A line may prove itself, hash and all, and still not be a record: whoever can write a file can also hash it.
package struct LineFault: Error, Hashable, Sendable {
  /// Where in the line, in bytes from its start.
  package var offset: Int
  package var cause: Cause

  package init(offset: Int, cause: Cause) {
    self.offset = offset
    self.cause = cause
  }

  /// The kinds of damage that reading a line can meet.
  package enum Cause: Hashable, Sendable {
    // The line as text.
    case tooLong
    case invalidUTF8
    case nul
    case rawControl
    case blank
    // The line as JSON.
    case notAnObject
    case endsTooEarly
    case textAfterObject
    case notAName
    case noColon
    case trailingComma
    case notAValue
    case noComma
    case duplicate(String)
    case badEscape
    case loneSurrogate
    case leadingZero
    case negativeZero
    case notAWholeNumber
    case tooLarge
    case tooDeep
    case tooManyMembers
    // The line as a record.
    case noSuffix
    case envelope
    case missing(String)
    case wrongType(String, expected: Shape)
    case outOfRange(String, ClosedRange<Int>)
    case unknownValue(String)
    case notHex(String, digits: Int)
    case sealed
    case newerVersion(Int)
  }

  /// What a member of a record should have been.
  package enum Shape: String, Hashable, Sendable {
    case text = "a text"
    case integer = "a whole number"
    case boolean = "true or false"
    case list = "a list"
    case object = "an object"
    case integerOrNull = "a whole number or null"
    case integerOrText = "a whole number or a text"
  }
}
