// Any bytes as keys: nothing traps, nothing is kept for ever, and after a flush nothing is pending.

/// Decodes the input whole, and with a flush wherever a byte of it says so.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: start, count: count)
  var whole = KeyDecoder()
  var pieces = KeyDecoder()
  var inputs: [TerminalInput] = []
  var others: [TerminalInput] = []
  for byte in input {
    whole.feed(byte, into: &inputs)
    pieces.feed(byte, into: &others)
    if byte & 7 == 0, pieces.pending != .paste { pieces.flush(into: &others) }
  }
  precondition(inputs.count <= count + 1, "more keys than bytes")
  return 0
}
