import ObserverUI
import SessionFiles

/// What the passphrase of the lock is known by: a salted hash, in memory, for as long as the desk runs.
///
/// The passphrase itself is wiped as soon as the desk has let go of it. It protects the screen, not the file, so a
/// fast hash will do: whoever can read this program's memory can read the session there too.
struct PhraseLock {
  private let salt = (0..<32).map { _ in UInt8.random(in: 0...255) }
  private var hash: LineHash?

  mutating func keep(_ phrase: Passphrase) { hash = digest(of: phrase) }

  /// Whether this is the passphrase that was kept.
  func opens(_ phrase: Passphrase) -> Bool { hash == digest(of: phrase) }

  private func digest(of phrase: Passphrase) -> LineHash {
    var bytes = salt
    phrase.withBytes { bytes += $0 }
    // What was put together here holds the passphrase in the clear, and goes the same way.
    defer { for place in bytes.indices { bytes[place] = 0 } }
    return LineHash(of: bytes)
  }
}
