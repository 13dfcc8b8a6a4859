import Dispatch
import FaultSupport
import Glibc
import SessionFiles
import Synchronization

/// Does a piece of work on a thread whose working directory is another than the program's; answers what it gave, or
/// `nil` where the system gives a thread none of its own.
package func inDirectory<Result: Sendable>(
  _ path: String, _ work: @escaping @Sendable () -> Result
) -> Result? {
  let kept = Kept<Result>()
  let worker = BackgroundThread {
    guard fs_own_directory(path) == 0 else { return }
    let result = work()
    kept.result.withLock { $0 = result }
  }
  worker?.join()
  return kept.result.withLock { $0 }
}

private final class Kept<Result: Sendable>: Sendable {
  let result = Mutex<Result?>(nil)
}

/// A piece of work whose system calls a test answers, one after the other, where it does not let them go on: so the
/// system refuses what it never would in a test, or a file changes between two calls.
///
/// It is done on a thread of its own, and only the calls of that thread, and of those it starts, are held.
package enum HeldCalls {
  /// A call that waits for its answer.
  package struct Call: Hashable, Sendable {
    /// What the C library names it.
    package let name: String
    /// Its first argument, which for most is a descriptor.
    package let first: Int32
    /// How many of this name came before.
    package let before: Int
  }

  package enum Answer: Hashable, Sendable {
    case goOn
    /// It is refused with this `errno`.
    case refuse(Int32)
  }

  /// Whether the system lets the calls of a thread be held.
  package static let isThere = during(["fsync"], { _ in .goOn }, { true }) == true

  /// What is said where it does not.
  package static let without =
    "NOT RUN: this system lets nobody answer the calls of a thread (seccomp); in a container allow it"

  /// Does a piece of work; answers what it gave, or `nil` where calls cannot be held. It returns when the last thread
  /// has ended that the work started.
  ///
  /// - Parameters:
  ///   - names: the calls that are held, as the C library names them.
  ///   - answer: asked for each of them while whoever made it stands still.
  package static func during<Result: Sendable>(
    _ names: [String], _ answer: (Call) -> Answer, _ work: @escaping @Sendable () -> Result
  ) -> Result? {
    let desk = Desk<Result>()
    let worker = BackgroundThread {
      let calls = hold(names)
      desk.state.withLock { $0.calls = calls }
      desk.isHeld.signal()
      guard calls >= 0 else { return }
      let result = work()
      desk.state.withLock { $0.result = result }
    }
    guard let worker else { return nil }
    desk.isHeld.wait()
    let calls = desk.state.withLock { $0.calls }
    if calls >= 0 { answerAll(calls, names, answer) }
    worker.join()
    return desk.state.withLock { $0.result }
  }

  /// Where the worker leaves what the one who answers waits for.
  private final class Desk<Result: Sendable>: Sendable {
    let isHeld = DispatchSemaphore(value: 0)
    let state = Mutex<(calls: Int32, result: Result?)>((-1, nil))
  }

  private static func hold(_ names: [String]) -> Int32 {
    let copies = names.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return fs_hold_calls(copies.map { UnsafePointer($0) }, Int32(copies.count))
  }

  private static func answerAll(_ calls: Int32, _ names: [String], _ answer: (Call) -> Answer) {
    defer { close(calls) }
    var counts: [String: Int] = [:]
    var made = fs_call()
    while fs_next_call(calls, &made) != 0 {
      let name = String(cString: made.name)
      guard names.contains(name) else {
        fs_answer_call(calls, made, 0)
        continue
      }
      let call = Call(name: name, first: made.first, before: counts[name, default: 0])
      counts[name, default: 0] += 1
      switch answer(call) {
      case .goOn: fs_answer_call(calls, made, 0)
      case .refuse(let code): fs_answer_call(calls, made, code)
      }
    }
  }
}
