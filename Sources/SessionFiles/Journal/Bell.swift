import CTermSupport
import Glibc

/// A bell that one thread rings and another waits for; rings are not lost, and several are heard as they come.
final class Bell: @unchecked Sendable {
  // A semaphore may be used from any thread; nothing else touches this memory.
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() {
    semaphore.initialize(to: sem_t())
    // Of one process and from zero it cannot be refused.
    sem_init(semaphore, 0, 0)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func ring() { sem_post(semaphore) }

  /// Waits for a ring, but not for longer than so many ms.
  func wait(atMost milliseconds: Int) {
    _ = ts_semaphore_wait(semaphore, Int64(milliseconds))
    // One answer does for all the rings until now.
    while sem_trywait(semaphore) == 0 {}
  }
}
