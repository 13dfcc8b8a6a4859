extension SessionTime {
  /// As on a clock: `4:12`, `1:04:12`, with milliseconds only where there are some: `4:12.250`.
  package var clockText: String {
    let seconds = milliseconds / 1000
    let hours = seconds / 3600
    return DigitPen.text(hours: hours) { pen in
      if hours > 0 { pen.put(hours, then: ":") }
      pen.put(seconds / 60 % 60, width: hours > 0 ? 2 : 1, then: ":")
      pen.put(seconds % 60, width: 2)
      if milliseconds % 1000 != 0 {
        pen.put(".")
        pen.put(milliseconds % 1000, width: 3)
      }
    }
  }

  /// With two digits for each part, whatever the time: `00:42:17`.
  package var faceText: String {
    let seconds = milliseconds / 1000
    let hours = seconds / 3600
    return DigitPen.text(hours: hours) { pen in
      pen.put(hours, width: 2, then: ":")
      pen.put(seconds / 60 % 60, width: 2, then: ":")
      pen.put(seconds % 60, width: 2)
    }
  }
}

/// Writes whole numbers and signs between them into a short text at once: every row of a screen shows a time or two.
private struct DigitPen {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  /// What a pen writes of a time with so many hours. Up to fifteen bytes need no memory of their own.
  static func text(hours: Int, _ write: (inout DigitPen) -> Void) -> String {
    String(unsafeUninitializedCapacity: hours < 100_000 ? 15 : 40) { bytes in
      var pen = DigitPen(bytes)
      write(&pen)
      return pen.count
    }
  }

  private init(_ bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

  /// Writes an ASCII sign.
  mutating func put(_ sign: Unicode.Scalar) { put(byte: UInt8(truncatingIfNeeded: sign.value)) }

  /// Writes a number, with zeros in front up to a width; one below zero counts as zero.
  mutating func put(_ number: Int, width: Int = 1, then sign: Unicode.Scalar? = nil) {
    var (rest, digits, divisor) = (max(0, number), 1, 1)
    while digits < width || rest / divisor > 9 {
      divisor *= 10
      digits += 1
    }
    while divisor > 0 {
      put(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
      rest %= divisor
      divisor /= 10
    }
    if let sign { put(sign) }
  }

  private mutating func put(byte: UInt8) {
    guard count < bytes.count else { return }
    bytes[count] = byte
    count += 1
  }
}
