import SessionAnalysis
import SessionFiles

/// Both works at once, the second on a thread of its own.
struct TwoThreads: Threads {
  func both<First, Second>(_ first: () -> First, _ second: () -> Second) -> (First, Second) {
    withoutActuallyEscaping(second) { second in
      // The thread is joined below, before anything else looks at either.
      nonisolated(unsafe) let work = second
      nonisolated(unsafe) var result: Second?
      let thread = BackgroundThread { result = work() }
      let own = first()
      thread?.join()
      // The system may have had no thread left.
      return (own, result ?? work())
    }
  }
}
