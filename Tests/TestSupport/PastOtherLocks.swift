import Glibc
package import SessionFiles

/// Does something to a log as soon as no program that is just being started holds its lock.
///
/// A process between its fork and its exec holds the locks of the one that started it, for a moment that other tests
/// can fall into. A lock that stays is reported after a second.
package func pastOtherLocks<Value: ~Copyable>(
  _ body: () throws(LogFileError) -> Value
) throws(LogFileError) -> Value {
  let deadline = ContinuousClock.now + .seconds(1)
  while true {
    do throws(LogFileError) {
      return try body()
    } catch {
      guard case .locked = error.cause, ContinuousClock.now < deadline else { throw error }
      sched_yield()
    }
  }
}
