// Any bytes as a log: there is a verdict, and cutting what was read at its good end keeps every record.

/// Reads the input as a log, and as the members of a line that proves itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  check(LogReading(of: input), of: input)
  // Chance never finds a hash, so one is put to every line.
  var log: [UInt8] = []
  var head = LineHash.none
  for line in input.split(separator: 0x0A, omittingEmptySubsequences: false) {
    let body = Array(line) + Array(",\"p\":\"\(head.link)\"".utf8)
    head = LineHash(of: body)
    log += body + Array(",\"h\":\"\(head.hex)\"}\n".utf8)
  }
  check(LogReading(of: log), of: log)
  return 0
}

private func check(_ reading: LogReading, of bytes: [UInt8]) {
  _ = reading.verdict.wording(for: "fuzz.mend")
  guard reading.goodEnd > 0 else { return }
  let again = LogReading(of: Array(bytes[..<reading.goodEnd]))
  precondition(again.records.count == reading.records.count, "a good prefix reads otherwise by itself")
}
