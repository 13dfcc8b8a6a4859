/// Random numbers that are the same for the same seed, everywhere.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    // splitmix64, by Sebastiano Vigna.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A text with a bit of everything that makes trouble.
  mutating func text(upTo length: Int) -> String {
    let troublesome: [ClosedRange<UInt32>] = [
      0...0xFF, 0x300...0x310, 0x1100...0x11FF, 0x2000...0x2070, 0x4E00...0x4E20, 0xFE00...0xFE0F,
      0x1F1E6...0x1F1FF, 0x1F3F0...0x1F480, 0xE0000...0xE0080, 0xE000...0xE010, 0...0x10FFFF,
    ]
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...length, using: &self) {
      let range = troublesome[Int.random(in: 0..<troublesome.count, using: &self)]
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) { scalars.append(scalar) }
    }
    return String(scalars)
  }
}
