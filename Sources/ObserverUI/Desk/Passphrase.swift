/// A passphrase while it is typed: never shown, never written, wiped when nobody holds it any more.
package final class Passphrase: Sendable {
  /// At most so many bytes; more are passed over.
  package static let longest = 256

  // Written in the initialiser and in the deinitialiser alone, so it may cross threads.
  private nonisolated(unsafe) let bytes: UnsafeMutableBufferPointer<UInt8>

  /// Nothing typed yet.
  package convenience init() { self.init([]) }

  private init(_ content: some Collection<UInt8>) {
    bytes = .allocate(capacity: max(1, content.count))
    bytes.initialize(repeating: 0)
    count = content.count
    for (place, byte) in content.enumerated() { bytes[place] = byte }
  }

  /// How many bytes it has.
  package let count: Int

  package var isEmpty: Bool { count == 0 }

  /// With one more character at its end.
  package func adding(_ scalar: Unicode.Scalar) -> Passphrase {
    let more = Array(String(Character(scalar)).utf8)
    return count + more.count > Self.longest ? self : Passphrase(Array(bytes.prefix(count)) + more)
  }

  /// Lends the bytes for as long as the body runs.
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(rebasing: bytes.prefix(count)))
  }

  deinit {
    wipe(bytes)
    bytes.deallocate()
  }
}

/// Apart from its caller, so that no optimiser takes the last writes before the end for useless.
@inline(never) @_optimize(none)
private func wipe(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
  for place in bytes.indices { bytes[place] = 0 }
}

extension Passphrase: Hashable {
  package static func == (a: Passphrase, b: Passphrase) -> Bool {
    a.withBytes { one in b.withBytes { other in one.elementsEqual(other) } }
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

extension Passphrase: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String { "a passphrase" }
  package var debugDescription: String { description }
}
