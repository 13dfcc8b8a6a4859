/// A bell that one thread rings and another waits for; rings are not lost, and several are heard as they come.
final class Bell: Sendable {
  private let rings = Semaphore()

  func ring() { rings.raise() }

  /// Waits for a ring, but not for longer than so many ms.
  func wait(atMost milliseconds: Int) {
    rings.wait(atMost: milliseconds)
    // One answer does for all the rings until now.
    rings.takeAll()
  }
}
