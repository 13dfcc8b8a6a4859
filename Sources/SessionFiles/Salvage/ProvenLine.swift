import SessionCore

/// A line that proves itself, wherever in a file it stands.
struct ProvenLine: Sendable {
  /// Where it stands in the file, with its LF if it has one and with what an editor put before it or at its end.
  var place: Range<Int>
  /// Where its record's own members stand in the file; see ``LineProof/ownMembers(of:)``.
  var members: Range<Int>
  /// The first 32 digits of its own hash, by which the next line names it.
  var name: String
  /// The same of the line that it names as the one before it.
  var link: String
  var record: Record
}

/// Every line of a file that proves itself, and what lies between them.
///
/// Lines need not be in their places, nor of one session; see ``SalvagePieces`` for that.
struct ProvenLines {
  fileprivate(set) var lines: [ProvenLine] = []
  /// Bytes that are no record, in the order of the file and as few ranges as that takes.
  fileprivate(set) var damage: [SalvageDamage] = []
  /// How many lines were proved only without a byte order mark or a CR that an editor put there.
  fileprivate(set) var editsUndone = 0
  /// What is wrong with a line that only another program can read: a sealed log, or one of a newer format.
  fileprivate(set) var foreignFormat: LineFault.Cause?

  /// Looks at every line of a file. What an editor does to a file is undone line by line, and lines that lost the
  /// LF between them are parted.
  init(in bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { bytes in
      var search = LineSearch(bytes)
      search.lookAtEveryLine()
      return search.found
    }
  }

  fileprivate init() {}
}

private struct LineSearch: ~Copyable {
  let bytes: UnsafeBufferPointer<UInt8>
  var found = ProvenLines()
  var decoder = RecordDecoder()
  // Parting lines tries one hash after another; a file made to cost much is not worth more than this many bytes.
  var partingBudget = 1 << 28

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func lookAtEveryLine() {
    var start = 0
    while start < bytes.count {
      let end = bytes.line(at: start).map { start + $0.count } ?? bytes.count
      look(at: start..<end, endingAt: min(end + 1, bytes.count))
      start = end + 1
    }
  }

  private mutating func look(at line: Range<Int>, endingAt end: Int) {
    if take(line, place: line.lowerBound..<end) { return }
    var plain = line
    if line.lowerBound == 0, bytes[line].starts(with: [0xEF, 0xBB, 0xBF]) {
      plain = min(3, line.upperBound)..<line.upperBound
    }
    if let last = plain.last, bytes[last] == 0x0D { plain = plain.lowerBound..<last }
    if plain != line, take(plain, place: line.lowerBound..<end) {
      found.editsUndone += 1
    } else {
      part(line.lowerBound..<end)
    }
  }

  // Takes some bytes as a line, if they prove themselves. A line that does and is no record is damage all the same.
  private mutating func take(_ line: Range<Int>, place: Range<Int>) -> Bool {
    let text = UnsafeBufferPointer(rebasing: bytes[line])
    guard let hash = LineProof.hash(of: text) else { return false }
    do throws(LineFault) {
      let record = try decoder.record(of: text)
      guard let members = LineProof.ownMembers(of: text.span) else {
        throw LineFault(offset: 0, cause: .envelope)
      }
      let link = text.dropLast(LineProof.hashLength + 1).suffix(32)
      found.lines.append(
        ProvenLine(
          place: place, members: line.lowerBound + members.lowerBound..<line.lowerBound + members.upperBound,
          name: hash.link, link: String(decoding: link, as: UTF8.self), record: record))
    } catch {
      if error.cause.isAboutTheProgram, found.foreignFormat == nil {
        found.foreignFormat = error.cause
      }
      found.damage.append(SalvageDamage(bytes: place, cause: .fault(error)))
    }
    return true
  }

  // Finds lines in bytes that are none as a whole: a damaged LF makes one of two, and torn bytes may stand before
  // a good line.
  private mutating func part(_ segment: Range<Int>) {
    let starts = places(of: "{\"n\":", in: segment)
    var cursor = segment.lowerBound
    // How many of the starts lie before the end that is looked at.
    var before = 0
    for hash in places(of: ",\"h\":\"", in: segment) {
      let end = hash + LineProof.hashLength
      guard end <= segment.upperBound else { break }
      while before < starts.count, starts[before] < hash { before += 1 }
      // The nearest ones: inside a record, such a text is rare.
      for start in starts[..<before].suffix(8).reversed() {
        guard start >= cursor, partingBudget > 0 else { break }
        partingBudget -= end - start
        guard take(start..<end, place: start..<end) else { continue }
        note(cursor..<start)
        cursor = end
        break
      }
    }
    note(cursor..<segment.upperBound)
  }

  private func places(of sign: StaticString, in segment: Range<Int>) -> [Int] {
    let sign = UnsafeBufferPointer(start: sign.utf8Start, count: sign.utf8CodeUnitCount)
    return segment.dropLast(sign.count - 1).filter { at in
      bytes[at] == sign[0] && bytes[at..<at + sign.count].elementsEqual(sign)
    }
  }

  private mutating func note(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if let last = found.damage.last, last.bytes.upperBound == range.lowerBound,
      last.cause == .doesNotProveItself
    {
      found.damage[found.damage.count - 1].bytes = last.bytes.lowerBound..<range.upperBound
    } else {
      found.damage.append(SalvageDamage(bytes: range, cause: .doesNotProveItself))
    }
  }
}
