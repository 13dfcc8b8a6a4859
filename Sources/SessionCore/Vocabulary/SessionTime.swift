/// A moment of a session: whole milliseconds since its opening, pauses included.
///
/// The clock behind it keeps counting while the machine sleeps. The core never asks what time it is; whoever
/// calls it says so.
package struct SessionTime: Hashable, Comparable, Sendable {
  /// Whole milliseconds since the opening; 0 is the opening itself.
  package var milliseconds: Int

  @inlinable package init(_ milliseconds: Int) { self.milliseconds = milliseconds }

  /// The opening of the session.
  package static let zero = SessionTime(0)

  // Inlined, so that times, which are compared at every key, are compared as the numbers they are in every module.
  @inlinable package static func < (a: SessionTime, b: SessionTime) -> Bool {
    a.milliseconds < b.milliseconds
  }
  @inlinable package static func > (a: SessionTime, b: SessionTime) -> Bool {
    a.milliseconds > b.milliseconds
  }
  @inlinable package static func <= (a: SessionTime, b: SessionTime) -> Bool {
    a.milliseconds <= b.milliseconds
  }
  @inlinable package static func >= (a: SessionTime, b: SessionTime) -> Bool {
    a.milliseconds >= b.milliseconds
  }
  @inlinable package static func == (a: SessionTime, b: SessionTime) -> Bool {
    a.milliseconds == b.milliseconds
  }

  /// The largest time a log can hold: 2^53 - 1 ms, the largest integer every JSON reader keeps exact.
  @inlinable package static var latest: SessionTime { SessionTime(9_007_199_254_740_991) }

  /// This moment moved by a number of milliseconds, kept between the opening and ``latest``.
  package func moved(by milliseconds: Int) -> SessionTime {
    let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
    if overflow { return milliseconds < 0 ? .zero : .latest }
    return min(max(SessionTime(sum), .zero), .latest)
  }
}

extension SessionTime: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int) { self.init(value) }
}
