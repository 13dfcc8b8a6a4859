package import SessionCore

/// How records of older formats become today's, in memory; no file is ever rewritten for it.
///
/// The format has one number, `v` of the opening. It rises only when the meaning of a kind or a member changes, which
/// is planned never to happen: new kinds and new members need no new number, because every reader keeps what it
/// does not know. If it does happen, the step from the format before goes at the end of ``steps``, and
/// `Tests/Corpus/golden` gets a log of the format that is left behind.
package enum Upcasting {
  /// One step: an event of a format as it is said in the next one.
  package typealias Step = @Sendable (Event) -> Event

  /// The steps from format 1 to today's, in order. There is none while format 1 is today's.
  package static let steps: [Step] = []

  /// The number of today's format.
  package static var today: Int { steps.count + 1 }

  /// Whether this program reads a format.
  package static func reads(_ version: Int) -> Bool { (1...today).contains(version) }

  /// An event of a format as it is said today.
  ///
  /// - Parameters:
  ///   - version: the format of its log, from 1; an event of today's format stays as it is.
  ///   - steps: those of this program, but in tests.
  package static func event(_ event: Event, from version: Int, steps: [Step] = steps) -> Event {
    steps.dropFirst(max(0, version - 1)).reduce(event) { event, step in step(event) }
  }
}
