import CSodium
import SessionFiles
import TestSupport
import Testing

@Suite struct `The hash of a line` {
  @Test func `is what another library says it is, at every length up to 1,000 bytes`() {
    var random = Seeded(1)
    for length in 0...1000 {
      let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
      #expect(crypto_hash_sha256(&digest, bytes, UInt64(length)) == 0)
      let hex = digest.map { byte in
        let digits = String(byte, radix: 16)
        return digits.utf8.count == 1 ? "0" + digits : digits
      }.joined()
      #expect(LineHash(of: bytes).hex == hex)
    }
  }
}
