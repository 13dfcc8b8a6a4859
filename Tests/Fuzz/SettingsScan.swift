// Any bytes as settings: the scan before the TOML library ends with an outline or with one fault inside the text.

/// Scans the input as the settings are scanned before they are parsed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var notes = FaultNotes(path: "fuzz.toml")
  guard let text = try? SettingsText(Array(UnsafeBufferPointer(start: start, count: count)), &notes) else {
    return 0
  }
  var scan = OutlineScan(text)
  do throws(TOMLFault) {
    try scan.run()
  } catch {
    precondition((0...text.bytes.count).contains(error.offset), "a fault outside the text")
    precondition(text.position(of: error.offset).line >= 1, "a line before the first")
  }
  return 0
}
