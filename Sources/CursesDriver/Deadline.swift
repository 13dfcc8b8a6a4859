import CTermSupport

/// How long is waited: until a moment of the boot clock, in nanoseconds, and for ever until `.max`.
enum Deadline {
  /// The longest wait at once, in ms: a day.
  private static let longest = 86_400_000

  /// The moment so many ms from now; `nil` is never.
  static func after(milliseconds: Int?) -> Int64 {
    milliseconds.map { ts_boottime_ns() + Int64(min(max($0, 0), longest)) * 1_000_000 } ?? .max
  }

  /// What is left until a moment, in ms as `poll` takes it.
  ///
  /// Rounded up, so that a wait never ends just before its time and comes back for nothing.
  static func timeout(until deadline: Int64) -> Int32 {
    if deadline == .max { return -1 }
    let left = max(deadline - ts_boottime_ns(), 0)
    return Int32(min((left + 999_999) / 1_000_000, Int64(longest)))
  }
}
