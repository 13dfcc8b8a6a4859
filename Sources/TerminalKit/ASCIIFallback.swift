extension Unicode.Scalar {
  /// The ASCII character that stands for this one on a terminal without UTF-8.
  ///
  /// One for one, so that the layout stays as it is: the symbols of the screens get a look-alike, Latin
  /// letters lose their accents, everything else becomes `?`.
  package var asciiFallback: Unicode.Scalar {
    switch value {
    case 0x20..<0x7F: return self
    case 0xC0...0xFF: return Unicode.Scalar(latinLetters[Int(value - 0xC0)])
    case 0x2500...0x257F: return boxLine
    default: return asciiSymbols[self] ?? "?"
    }
  }

  /// Lines of boxes: `-`, `|`, and `+` where they meet.
  private var boxLine: Unicode.Scalar {
    switch value {
    case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2550, 0x2574, 0x2576: "-"
    case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551, 0x2575, 0x2577: "|"
    default: "+"
    }
  }
}

extension String {
  /// This text in ASCII, scalar for scalar; see `Unicode.Scalar.asciiFallback`. Marks are left out.
  package var asciiFallback: String {
    var plain = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch ScalarShape(of: scalar) {
      case .mark, .nothing: continue
      case .base, .unprintable: plain.append(scalar.asciiFallback)
      }
    }
    return String(plain)
  }
}

extension Frame {
  /// This frame for a terminal without UTF-8: the same places, ASCII only.
  package var inASCII: Frame {
    var plain = self
    plain.replaceCells { cell in
      if cell.width == 1, cell.base < 0x7F, cell.marks == .none { return cell }
      guard cell.width > 0, let base = Unicode.Scalar(cell.base) else { return Cell(" ", style: cell.style) }
      return Cell(base.asciiFallback, style: cell.style)
    }
    return plain
  }
}

/// From U+00C0 to U+00FF.
private let latinLetters = Array("AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty".utf8)

private let asciiSymbols: [Unicode.Scalar: Unicode.Scalar] = [
  "○": "o", "●": "*", "◌": ".", "▲": "!", "△": "!", "▼": "v", "▸": ">", "▶": ">", "◂": "<", "◀": "<",
  "⌂": "^", "→": ">", "←": "<", "↑": "^", "↓": "v", "↔": "-", "⇒": ">", "·": ".", "•": "*", "…": "~",
  "×": "x", "÷": "/", "±": "+", "−": "-", "—": "-", "–": "-", "‐": "-", "‑": "-", "‘": "'", "’": "'",
  "“": "\"", "”": "\"", "«": "<", "»": ">", "‹": "<", "›": ">", "⟨": "<", "⟩": ">", "≤": "<", "≥": ">",
  "≈": "~", "✓": "v", "✔": "v", "✗": "x", "✘": "x", "■": "#", "□": "-", "▪": "*", "◆": "*", "◇": "o",
  "★": "*", "☆": "*", "▁": "_", "▂": ".", "▃": "-", "▄": "-", "▅": "=", "▆": "=", "▇": "#", "█": "#",
  "▏": "|", "▎": "|", "▍": "|", "▌": "|", "▋": "#", "▊": "#", "▉": "#", "▐": "|", "▀": "\"", "░": ":",
  "▒": "%", "▓": "#", "\u{A0}": " ", "µ": "u", "°": "o", "§": "S", "¶": "P", "¿": "?", "¡": "!",
]
