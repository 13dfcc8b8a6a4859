// Any text made safe: nothing that drives a terminal is left, and safe text stays as it is.

/// Makes the input safe, twice.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let safe = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self).displaySafe
  for scalar in safe.unicodeScalars {
    precondition(scalar.isSafeToShow, "U+\(String(scalar.value, radix: 16)) was left")
    precondition(
      !(0..<0x20).contains(scalar.value) && !(0x7F..<0xA0).contains(scalar.value), "a control was left")
    precondition(!scalar.properties.isBidiControl, "a control of direction was left")
  }
  precondition(safe.displaySafe.utf8.elementsEqual(safe.utf8), "safe text was changed")
  return 0
}
