import CTermSupport
import Glibc

/// A count that threads raise and take from; whoever finds nothing to take waits.
final class Semaphore: @unchecked Sendable {
  // A semaphore may be used from any thread; nothing else touches this memory.
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init(_ count: Int = 0) {
    semaphore.initialize(to: sem_t())
    // Of one process and from such a number it cannot be refused.
    sem_init(semaphore, 0, UInt32(count))
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func raise() { sem_post(semaphore) }

  /// Takes one, waiting for it; a signal may end the wait before.
  func wait() { sem_wait(semaphore) }

  /// Takes one, waiting for it, but not for longer than so many ms.
  func wait(atMost milliseconds: Int) { _ = ts_semaphore_wait(semaphore, Int64(milliseconds)) }

  /// Takes all there are.
  func takeAll() { while sem_trywait(semaphore) == 0 {} }
}
