extension Unicode.Scalar {
  /// How many columns a terminal gives a scalar: 0 for marks that combine, 2 for East Asian wide ones, else 1.
  var columns: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

extension String {
  /// How many columns the text takes.
  var columns: Int { unicodeScalars.reduce(0) { $0 + $1.columns } }

  /// The text in no more than some columns; what is cut ends in `…`.
  func fitted(to width: Int) -> String {
    guard columns > width else { return self }
    guard width > 0 else { return "" }
    var out = ""
    var used = 0
    for scalar in unicodeScalars {
      if used + scalar.columns > width - 1 { break }
      out.unicodeScalars.append(scalar)
      used += scalar.columns
    }
    return out + "…"
  }

  /// The text in exactly some columns, to the left.
  func left(_ width: Int) -> String {
    let text = fitted(to: width)
    return text + String(repeating: " ", count: max(0, width - text.columns))
  }

  /// The text in at least some columns, to the right; a number is never cut.
  func right(_ width: Int) -> String {
    String(repeating: " ", count: max(0, width - columns)) + self
  }
}
