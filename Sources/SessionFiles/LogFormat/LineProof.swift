/// The end of a line, by which it proves itself (`h`) and its place (`p`).
///
/// A line is `body,"h":"<64 digits>"}` and its body ends with `,"p":"<32 digits>"`. Proving a line reads nothing
/// of what the record says.
package enum LineProof {
  /// The bytes of `,"h":"…"}`.
  package static let hashLength = 72
  /// The bytes of `,"p":"…"`.
  package static let linkLength = 39
  /// The bytes of both.
  static let length = hashLength + linkLength

  /// The hash of a line without its LF, or `nil` when the line does not prove itself.
  @inline(__always)
  static func hash(of line: UnsafeBufferPointer<UInt8>) -> LineHash? {
    guard let start = line.baseAddress, line.count > length, hasForm(start, line.count) else { return nil }
    let body = line.count - hashLength
    let hash = LineHash(of: UnsafeBufferPointer(start: start, count: body))
    return hash.isWritten(at: start + body + 6) ? hash : nil
  }

  /// Whether a line that proves itself is chained to the line with this hash.
  @inline(__always)
  static func isChained(_ line: UnsafeBufferPointer<UInt8>, to previous: LineHash) -> Bool {
    // It proves itself, so it is long enough to have a link.
    line.baseAddress.map { previous.isLinked(at: $0 + (line.count - length + 6)) } == true
  }

  /// The hash of a line without its LF, or `nil` when the line does not prove itself.
  package static func hash(of line: Span<UInt8>) -> LineHash? {
    line.withUnsafeBufferPointer { hash(of: $0) }
  }

  /// Where a record's own members lie in a line without its LF: from `"k"` to the comma before `"p"`.
  ///
  /// They can be put into another chain as they are, unknown ones included. `nil` when the line does not begin
  /// with `n` and `t`, or has no suffix.
  package static func ownMembers(of line: Span<UInt8>) -> Range<Int>? {
    line.withUnsafeBufferPointer { line in
      guard let start = line.baseAddress, line.count > length, hasForm(start, line.count) else { return nil }
      let end = line.count - length
      var at = 0
      for name in ["{\"n\":", ",\"t\":"] as [StaticString] {
        for index in 0..<name.utf8CodeUnitCount {
          guard at < end, line[at] == name.utf8Start[index] else { return nil }
          at += 1
        }
        while at < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(line[at]) { at += 1 }
      }
      guard end - at > 4, line[at] == UInt8(ascii: ","), line[at + 1] == UInt8(ascii: "\""),
        line[at + 2] == UInt8(ascii: "k")
      else { return nil }
      return at + 1..<end
    }
  }

  // The fixed bytes of both suffixes, a few at a time.
  @inline(__always)
  private static func hasForm(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let hash = start + (count - hashLength)
    let link = start + (count - length)
    return opens(hash, with: UInt8(ascii: "h")) && opens(link, with: UInt8(ascii: "p"))
      && hash[-1] == UInt8(ascii: "\"") && hash[70] == UInt8(ascii: "\"") && hash[71] == UInt8(ascii: "}")
  }

  @inline(__always)
  private static func opens(_ at: UnsafePointer<UInt8>, with name: UInt8) -> Bool {
    at[0] == UInt8(ascii: ",") && at[1] == UInt8(ascii: "\"") && at[2] == name
      && at[3] == UInt8(ascii: "\"") && at[4] == UInt8(ascii: ":") && at[5] == UInt8(ascii: "\"")
  }
}
