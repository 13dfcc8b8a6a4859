import SafeText
import SessionAnalysis
import SessionCore

extension FigureDefinition {
  private static let notMore = "description; more is not better (Crits-Christoph 2011, 2013)"

  static let people: [FigureDefinition] = [
    FigureDefinition("people.id", "The person's name in the log.", formula: "as on the roster") { e in
      e.people({ $0.id.rawValue.displaySafe }, { _ in [] })
    },
    FigureDefinition("people.role", "Therapist or member.", formula: "as on the roster") { e in
      e.people({ $0.role.rawValue }, { _ in [] })
    },
    FigureDefinition(
      "people.turns",
      "Unbroken runs of the person's segments; silence or another speaker breaks one, a pause does not.",
      formula: "count of runs", source: "Arias-Pujol and Anguera 2017"
    ) { e in e.people({ "\($0.floor.turns)" }, { e.provenance.seats[$0].segments }) },
    FigureDefinition(
      "people.minimalTurns", "Turns all of whose segments are minimal, clipped answers.", formula: "count"
    ) { e in e.people({ "\($0.floor.minimalTurns)" }, { e.provenance.seats[$0].segments }) },
    FigureDefinition(
      "people.segments", "Standing `turn` records of the person, those before a withdrawal.", formula: "count"
    ) { e in e.people({ "\($0.floor.segments)" }, { e.provenance.seats[$0].segments }) },
    FigureDefinition(
      "people.talk", "Observed ms of the person's segments, each to the next segment of anybody.",
      formula: "sum of (observed(end) - observed(start))", source: notMore
    ) { e in e.people({ "\($0.floor.talk)" }, { e.talk(of: $0) }) },
    FigureDefinition(
      "people.share", "The person's part of what all members talked; `null` for therapists.",
      formula: "talk / talk of all members", source: notMore
    ) { e in
      e.people(
        {
          $0.role == .therapist ? "null" : "\($0.floor.talk) / \(e.memberTalk) = \(Evidence.plain($0.share))"
        },
        { e.talk(of: $0) + e.provenance.talk(of: .member) })
    },
    FigureDefinition(
      "people.focus",
      "Segments about another, of those about oneself or another; in segments and in observed ms. A segment about another in which its speaker carries a standing marker is left out.",
      formula: "other / (self + other)", source: "after Yalom; partly curvilinear"
    ) { e in
      e.people(
        { focus($0.floor.focus) }, { e.provenance.seats[$0].segments + e.provenance.seats[$0].markers })
    },
    FigureDefinition(
      "people.toMembers", "The person's segments that are addressed to a member.", formula: "count"
    ) { e in e.people({ "\($0.floor.toMembers)" }, { e.provenance.seats[$0].segments }) },
    parts("actor", "Episodes in which the person moved away or against.", \.actor),
    parts("affected", "Episodes in which the person's bond is hurt.", \.affected),
    FigureDefinition(
      "people.episodes.target", "Episodes in which the person was moved away from or against.",
      formula: "count"
    ) { e in
      e.people({ "\($0.episodes.target)" }) { seat in
        e.figures.episodes.filter { $0.episode.to.person == e.figures.people[seat].id }.map(\.id)
      }
    },
    parts(
      "open", "Of those as actor or affected, the ones that were not resolved, for whatever reason.", \.open),
    parts("of", "Episodes in which the person is actor or affected.", \.of),
    parts(
      "acknowledged",
      "Of those as actor or affected, the ones with an attempt by a therapist. Absence is no failure.",
      \.acknowledged),
    FigureDefinition(
      "people.markers", "The person's standing rupture markers by family.", formula: "count by family",
      source: "Eubanks, Muran and Safran 2015 (3RS); the group's extension is this program's"
    ) { e in
      e.people(
        {
          "withdrawal \($0.markers.withdrawal), confrontation \($0.markers.confrontation), group \($0.markers.group)"
        },
        { e.provenance.seats[$0].markers })
    },
    FigureDefinition("people.repairs", "All standing repairs by the person, linked or not.", formula: "count")
    { e in
      e.people({ "\($0.repairs)" }, { e.provenance.seats[$0].repairs })
    },
    FigureDefinition(
      "people.moments", "The person's standing moments by code.", formula: "count by code",
      source: "Bordin 1979; MCO"
    ) { e in
      e.people(
        { person in
          person.moments.sorted { $0.key < $1.key }.map { "\($0.key.rawValue.displaySafe) \($0.value)" }
            .joined(separator: ", ")
        }, { e.provenance.seats[$0].moments })
    },
    FigureDefinition(
      "people.longestQuiet",
      "The longest stretch without a turn of the person that is not minimal, session edges included; masks are passed over, and it goes on after `left`; active ms.",
      formula: "max of (active(start of a turn) - active(end of the one before))",
      source: "quiet may be reflection"
    ) { e in e.people({ "\($0.floor.longestQuiet)" }, { e.talk(of: $0) }) },
    FigureDefinition(
      "people.changes",
      "How an affected member spoke before an onset and from it on, beside the other members: talk in seconds per observed minute, and turns that are not minimal. A raw turn rate rewards clipped answers and is never given.",
      formula: "60 x talk on that side / observed time on that side; null where nothing was observed",
      source: "this program, after the worked sessions"
    ) { e in
      e.changes {
        "before \(Evidence.plain($0.before)), after \(Evidence.plain($0.after)), othersBefore"
          + " \(Evidence.plain($0.othersBefore)), othersAfter \(Evidence.plain($0.othersAfter)), turnsBefore"
          + " \($0.turnsBefore), turnsAfter \($0.turnsAfter)"
      }
    },
  ]

  private static func parts(
    _ name: String, _ meaning: String, _ count: @escaping @Sendable (PersonFigures.Parts) -> Int
  ) -> FigureDefinition {
    FigureDefinition("people.episodes.\(name)", meaning, formula: "count") { e in
      e.people({ "\(count($0.episodes))" }, { e.concerned($0).flatMap { e.provenance.everything(of: $0) } })
    }
  }

  static func focus(_ focus: FloorFigures.Focus) -> String {
    "\(focus.other) / \(focus.of) = \(Evidence.plain(focus.share)); \(focus.otherTime) of \(focus.time) ms"
  }
}
