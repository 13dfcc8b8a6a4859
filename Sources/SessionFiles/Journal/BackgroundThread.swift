import Glibc
import Synchronization

/// A thread of its own that takes no signals, so that they all reach the main one.
///
/// Not joined, it goes on by itself and is gone when its body returns.
package final class BackgroundThread: Sendable {
  private let thread: pthread_t
  private let isGone = Atomic<Bool>(false)

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread; `nil` when the system has none left.
  package init?(_ run: @escaping @Sendable () -> Void) {
    let body = Unmanaged.passRetained(Body(run))
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    // A thread inherits the mask, so that there is no moment in which it could take a signal.
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        argument.map { Unmanaged<Body>.fromOpaque($0).takeRetainedValue() }?.run()
        return nil
      }, body.toOpaque())
    guard code == 0 else {
      body.release()
      return nil
    }
    self.thread = thread
  }

  /// Waits until the body has returned.
  package func join() {
    if !isGone.exchange(true, ordering: .acquiringAndReleasing) { pthread_join(thread, nil) }
  }

  /// Lets the thread go on by itself, unless it was joined.
  func detach() {
    if !isGone.exchange(true, ordering: .acquiringAndReleasing) { pthread_detach(thread) }
  }
}
