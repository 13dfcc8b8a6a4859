import SafeText
import SessionAnalysis
import SessionCore

extension FigureDefinition {
  static let log: [FigureDefinition] = [
    FigureDefinition(
      "log",
      "What the log says of itself: session id, group, number, mode, observer; how many lines it has, whether it is closed, and the hash of its last line.",
      formula: "as written; records = lines; head = SHA-256 of the last line", source: "docs/log-format.md"
    ) { e in
      [
        e.cited(
          "sid \(e.session.opening.sid.displaySafe), records \(e.figures.log.records), closed \(e.figures.log.isClosed), head \(e.figures.log.head.displaySafe)",
          [RecordID(0), e.provenance.ending])
      ]
    }
  ]

  static let time: [FigureDefinition] = [
    FigureDefinition(
      "time.elapsed", "From the opening to `closed`, or to the last record of an unfinished log; ms.",
      formula: "t of the ending"
    ) { e in [e.cited("\(e.figures.time.elapsed)", [e.provenance.ending])] },
    FigureDefinition("time.active", "Elapsed time less the pauses; ms.", formula: "elapsed - paused") { e in
      let time = e.figures.time
      return [e.cited("\(time.elapsed) - \(time.paused) = \(time.active)", e.provenance.clock)]
    },
    FigureDefinition(
      "time.paused", "The time between `paused` and `resumed`; a pause without an end runs to the end; ms.",
      formula: "sum of the pauses"
    ) { e in
      let pauses = e.session.clock.pauses.spans.map { span in
        "\(min(span.end ?? e.session.end, e.session.end).milliseconds) - \(span.start.milliseconds)"
      }
      let sum = pauses.isEmpty ? "no pause" : pauses.map { "(\($0))" }.joined(separator: " + ")
      return [e.cited("\(sum) = \(e.figures.time.paused)", e.provenance.records(of: "paused", "resumed"))]
    },
    FigureDefinition(
      "time.masked",
      "Active time that the observer could not see: `lost` to `regained`, and the gap before each `reopened`; merged, and what was paused meanwhile taken out once; ms.",
      formula: "sum of the masked spans, less the pauses in them",
      source: "missing is not zero: practice of the 3RS"
    ) { e in
      [e.cited("\(e.figures.time.masked)", e.provenance.records(of: "lost", "regained", "reopened"))]
    },
    FigureDefinition("time.observed", "Active time that was seen; ms.", formula: "active - masked") { e in
      let time = e.figures.time
      return [e.cited("\(time.active) - \(time.masked) = \(time.observed)", e.provenance.clock)]
    },
  ]

  static let effort: [FigureDefinition] = [
    FigureDefinition(
      "effort.keyed",
      "Standing turns, silences, markers, repairs, partial repairs, resolutions, moments, bookmarks and notes. No markers with little keyed is no quiet session.",
      formula: "count of the standing observations"
    ) { e in
      let kinds = ["turn", "silence", "marker", "repair", "partly", "resolved", "moment", "bookmark", "note"]
      let counts = kinds.map { ($0, e.provenance.records(of: $0)) }.filter { !$0.1.isEmpty }
      let sum = counts.map { "\($0.1.count) \($0.0)" }.joined(separator: " + ")
      return [e.cited("\(sum) = \(e.figures.effort.keyed)", counts.flatMap(\.1))]
    },
    FigureDefinition(
      "effort.amended", "`amended` records, whatever became of them or of their targets.",
      formula: "count of `amended`"
    ) { e in [e.cited("\(e.figures.effort.amended)", e.provenance.amendments)] },
    FigureDefinition(
      "effort.retracted", "Standing `retracted` records, also of something that was put back since.",
      formula: "count of `retracted`"
    ) { e in [e.cited("\(e.figures.effort.retracted)", e.provenance.records(of: "retracted"))] },
    FigureDefinition(
      "effort.unknown", "Records of kinds this version does not know.", formula: "count of unknown kinds"
    ) { e in
      let unknown = e.session.entries.indices.filter {
        if case .unknown = e.session.entries[$0].event { e.session.entries[$0].isStanding } else { false }
      }
      return [e.cited("\(e.figures.effort.unknown)", unknown.map { RecordID($0) })]
    },
    FigureDefinition(
      "effort.markerLagMedian",
      "How long after the claimed moment a standing marker was keyed, in the middle; ms of session time, `null` without markers.",
      formula: "median of (t - on)", source: "recognition lag: Mariooryad and Busso 2015 found 1 to 6 s"
    ) { e in
      let markers = e.provenance.records(of: "marker")
      let lags = markers.compactMap { e.session[$0] }.map { $0.time.milliseconds - $0.moment.milliseconds }
        .sorted()
      return [
        e.cited(
          "median of (\(lags.map(String.init).joined(separator: ", "))) = \(Evidence.plain(e.figures.effort.markerLagMedian))",
          markers)
      ]
    },
  ]
}
