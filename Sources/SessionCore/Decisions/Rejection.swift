/// Why something may not be recorded; the wording is ``Rejection/message(in:)``.
package enum Rejection: Error, Hashable, Sendable {
  // Time
  case timeGoesBack(SessionTime, last: SessionTime)
  case beforeOpening
  case inTheFuture(SessionTime, now: SessionTime)
  /// A correction that would let something happen after it was recorded.
  /// A moment after the closing, in a log that was reopened for corrections.
  case afterClosing(SessionTime, closed: SessionTime)
  case closed
  case onlyCorrections
  /// In a second coding the floor is taken over from the first log.
  case floorIsGiven
  /// In a second coding the pauses are taken over from the first log.
  case clockIsGiven
  // People
  case unknownPerson(String)
  case withdrawn(MemberID)
  case noConsent(MemberID)
  case towardSelf(MemberID)
  case alreadyWithdrawn(MemberID)
  case alreadyPresent(MemberID)
  case notPresent(MemberID)
  case emptyScope
  // Codes
  case unknownCode(CodeID)
  case wrongFamily(CodeID, Family, wanted: CodeUse)
  // Episodes
  case nothingOpen
  case noFittingEpisode
  case noSuchEpisode(RecordID)
  case mergedAway(RecordID, into: RecordID)
  case notOpen(RecordID)
  case beforeOnset(RecordID, onset: SessionTime)
  case notResolved(RecordID)
  case sameEpisode(RecordID)
  case mergeInCircle(RecordID, RecordID)
  case noEpisodeNamed
  case strengthOutOfRange(Int)
  case carriedTooLate
  case exposureNegative(Int)
  // Records
  case noSuchRecord(RecordID)
  case notABookmark(RecordID)
  case cannotAmend(RecordID, kind: String)
  case noSuchMember(String, kind: String)
  case nothingChanges(RecordID)
  case cannotRetract(RecordID, kind: String)
  case alreadyRetracted(RecordID)
  case notRetracted(RecordID)
  case nothingToUndo
  case nothingToRedo
  // States
  case alreadyPaused
  case notPaused
  case alreadyLost
  case notLost
  // Words and ratings
  case unknownScale(String)
  case ratingOutOfRange(Int)
  case emptyNote
  case textTooLong(Int)
  case negativeMediaTime

  /// What a code is wanted for.
  package enum CodeUse: Hashable, Sendable {
    case marker, repair, moment

    /// Whether codes of a family serve this use.
    package func takes(_ family: Family) -> Bool {
      switch self {
      case .marker: family.isRupture
      case .repair: family == .repair
      case .moment: !family.isRupture && family != .repair
      }
    }
  }
}
