import SessionCore
import TestSupport
import Testing

@Suite struct `What a refusal says` {
  static let all: [Rejection] = [
    .timeGoesBack(1, last: 2), .beforeOpening, .inTheFuture(2, now: 1),
    .afterClosing(2, closed: 1), .closed, .onlyCorrections, .unknownPerson("bob"), .withdrawn("alice"),
    .noConsent("alice"), .towardSelf("joe"), .alreadyWithdrawn("alice"), .alreadyPresent("alice"),
    .notPresent("alice"), .emptyScope, .unknownCode("W99"), .wrongFamily("W1", .withdrawal, wanted: .repair),
    .nothingOpen, .noFittingEpisode, .noSuchEpisode(7), .mergedAway(7, into: 8), .notOpen(7),
    .beforeOnset(7, onset: 9), .notResolved(7), .sameEpisode(7), .mergeInCircle(7, 8), .noEpisodeNamed,
    .strengthOutOfRange(9), .carriedTooLate, .exposureNegative(-9), .noSuchRecord(7), .notABookmark(7),
    .cannotAmend(7, kind: "closed"), .noSuchMember("code", kind: "turn"), .nothingChanges(7),
    .cannotRetract(7, kind: "closed"), .alreadyRetracted(7), .notRetracted(7), .nothingToUndo, .nothingToRedo,
    .alreadyPaused, .notPaused, .alreadyLost, .notLost, .unknownScale("mood"), .ratingOutOfRange(9),
    .emptyNote,
    .textTooLong(9_000), .negativeMediaTime,
  ]

  static let open = Scenario(given: [(1, .marker("C2", "alice", to: "joe")), (2, .bookmark())])

  @Test(arguments: all) func `is whole sentences that name what was found`(rejection: Rejection) {
    for session in [Scenario().session, Self.open.session] {
      let message = rejection.message(in: session)
      #expect(message.hasSuffix("."))
      #expect(!message.contains(".."))
      #expect(!message.contains("\n"))
      for word in ["nvalid", "rror", "ailed", "Optional", "rawValue"] { #expect(!message.contains(word)) }
      if let number = rejection.number { #expect(message.contains(String(number))) }
    }
  }

  @Test func `lists what is open, and the bookmarks that wait`() {
    #expect(
      Rejection.noSuchEpisode(7).message(in: Self.open.session) == "7 is no episode. Open: 1 (alice > joe).")
    #expect(Rejection.noSuchEpisode(7).message(in: Scenario().session) == "7 is no episode. None is open.")
    #expect(Rejection.notABookmark(7).message(in: Self.open.session).hasSuffix("Waiting for a name: 2."))
  }

  @Test func `guesses what was meant`() {
    let session = Scenario().session
    #expect(Rejection.unknownPerson("alcie").message(in: session).contains("Did you mean 'alice'?"))
    #expect(Rejection.unknownCode("GAOL+").message(in: session).contains("Did you mean 'GOAL+'?"))
    #expect(Rejection.unknownScale("resolutoin").message(in: session).contains("Did you mean 'resolution'?"))
    #expect(
      Rejection.unknownPerson("zz").message(in: session)
        == "No 'zz' in this group. It has joe, chris, kathy, alice.")
  }
}

extension Rejection {
  /// The number that its message must name.
  fileprivate var number: Int? {
    switch self {
    case .noSuchEpisode(let id), .mergedAway(let id, _), .notOpen(let id), .beforeOnset(let id, _),
      .notResolved(let id), .sameEpisode(let id), .mergeInCircle(let id, _), .noSuchRecord(let id),
      .notABookmark(let id), .cannotAmend(let id, _), .nothingChanges(let id), .cannotRetract(let id, _),
      .alreadyRetracted(let id), .notRetracted(let id):
      id.rawValue
    case .strengthOutOfRange(let value), .exposureNegative(let value), .ratingOutOfRange(let value),
      .textTooLong(let value):
      value
    default: nil
    }
  }
}
