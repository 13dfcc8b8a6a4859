import SafeText
import SessionAnalysis
import SessionCore

extension FigureDefinition {
  private static let even = "to be compared within one group only"

  static let group: [FigureDefinition] = [
    FigureDefinition(
      "group.therapistShare", "The therapists' part of all talk.", formula: "therapists' talk / all talk"
    ) { e in
      [
        e.cited(
          "\(e.talk - e.memberTalk) / \(e.talk) = \(Evidence.plain(e.figures.group.therapistShare))",
          e.provenance.talk(of: .therapist) + e.provenance.talk(of: .member))
      ]
    },
    FigureDefinition(
      "group.silence", "Observed ms of `silence` segments; the time before the first segment is nobody's.",
      formula: "sum"
    ) { e in
      [e.cited("\(e.figures.group.silence)", e.provenance.silences + e.provenance.silenceEnds)]
    },
    FigureDefinition(
      "group.gini", "How unevenly the members talked, over all on the roster; 0 is even.",
      formula: "sum over i, j of |x_i - x_j| / (2 n^2 mean)", source: "Gini; \(even)"
    ) { e in [evenness(e, e.figures.group.evenness.gini)] },
    FigureDefinition(
      "group.giniCorrected", "Gini's coefficient made to reach 1 in a small group.",
      formula: "gini n / (n - 1)",
      source: "Gini; \(even)"
    ) { e in
      let n = e.figures.people.count { $0.role == .member }
      let evenness = e.figures.group.evenness
      return [
        e.cited(
          "\(Evidence.plain(evenness.gini)) x \(n) / \(n - 1) = \(Evidence.plain(evenness.giniCorrected))",
          e.provenance.talk(of: .member))
      ]
    },
    FigureDefinition(
      "group.pielou", "How evenly the members talked, by entropy; 1 is even.",
      formula: "-sum of share ln share / ln n", source: "Pielou; Lichtenberg and Knox-Harbour 1988; \(even)"
    ) { e in [evenness(e, e.figures.group.evenness.pielou)] },
    FigureDefinition(
      "group.focus", "As people.focus, over the members' segments.", formula: "other / (self + other)",
      source: "after Yalom; partly curvilinear"
    ) { e in [e.cited(focus(e.figures.group.focus), e.provenance.segments(of: .member))] },
    FigureDefinition(
      "group.memberToMember", "Members' segments addressed to a member, of all members' segments.",
      formula: "n of", source: "Bales; HIM"
    ) { e in
      let part = e.figures.group.memberToMember
      return [e.cited("\(part.n) of \(part.of)", e.provenance.segments(of: .member))]
    },
    FigureDefinition(
      "group.reciprocity", "How much of what is addressed to a person is returned.",
      formula: "2 sum over pairs of min(x_ij, x_ji) / sum x_ij, persons only", source: "Bales"
    ) { e in
      let matrix = e.figures.group.matrix
      var pairs: [String] = []
      for i in matrix.indices {
        for j in matrix.indices where i < j && (matrix[i][j] > 0 || matrix[j][i] > 0) {
          pairs.append("min(\(matrix[i][j]), \(matrix[j][i]))")
        }
      }
      let sum = matrix.reduce(0) { $0 + $1.dropLast().reduce(0, +) }
      return [
        e.cited(
          "2 x (\(pairs.joined(separator: " + "))) / \(sum) = \(Evidence.plain(e.figures.group.reciprocity))",
          e.provenance.segments(of: .member) + e.provenance.segments(of: .therapist))
      ]
    },
    FigureDefinition(
      "group.matrix",
      "Segments by speaker and by person or group addressed; without `to` a segment is in no cell.",
      formula: "count", source: "Bales"
    ) { e in
      let columns = e.figures.people.map(\.id.rawValue.displaySafe) + ["*"]
      return e.figures.people.enumerated().map { seat, person in
        let cells = zip(columns, e.figures.group.matrix[seat]).map { "\($0) \($1)" }.joined(separator: ", ")
        return e.cited("\(e.wording.name(person.id)): \(cells)", e.provenance.seats[seat].segments)
      }
    },
    FigureDefinition(
      "group.coverage",
      "How many members have at least one GOAL+, TASK+, BOND+. A goal stated is not one agreed.",
      formula: "count of members", source: "Bordin 1979; SOFTA"
    ) { e in
      e.figures.group.coverage.map { count in
        e.cited("\(count.code.rawValue): \(count.count)", e.provenance.moments(count.code))
      }
    },
    FigureDefinition(
      "group.repairs", "Standing repairs, and those of them by members.", formula: "n, byMembers",
      source: "members made about a third: Garceau and others 2021"
    ) { e in
      [
        e.cited(
          "n \(e.figures.group.repairs), byMembers \(e.figures.group.repairsByMembers)",
          e.provenance.records(of: "repair"))
      ]
    },
    FigureDefinition(
      "group.openings",
      "Cultural openings: CO offered, CO+ taken up, CO- passed over; from the observer's view.",
      formula: "count by code", source: "MCO review 2018"
    ) { e in
      let group = e.figures.group
      return [
        e.cited("opened \(group.opened)", e.provenance.moments("CO")),
        e.cited("taken \(group.taken)", e.provenance.moments("CO+")),
        e.cited("passed \(group.passed)", e.provenance.moments("CO-")),
      ]
    },
  ]

  private static func evenness(_ e: Evidence, _ value: Double?) -> Cited {
    let talk = e.figures.people.filter { $0.role == .member }.map { "\($0.floor.talk)" }
    return e.cited(
      "of (\(talk.joined(separator: ", "))): \(Evidence.plain(value))", e.provenance.talk(of: .member))
  }

  static let rest: [FigureDefinition] = [
    FigureDefinition(
      "grid", "Markers by person and code in pieces of 5 minutes of active time; the last piece is short.",
      formula: "piece = active(on) / 300000, rounded down; ceil(active / 300000) pieces",
      source: "the sheet of the 3RS (2015)"
    ) { e in
      let markers = e.provenance.records(of: "marker")
      return e.figures.grid.cells.keys.sorted().map { piece in
        let cells = (e.figures.grid.cells[piece] ?? []).map { cell in
          "\(e.wording.name(cell.who)) "
            + cell.codes.map { "\($0.code.rawValue.displaySafe) \($0.count)" }.joined(separator: ", ")
        }
        let here = markers.filter { id in
          let active = e.session[id].map { e.session.clock.active($0.moment) } ?? 0
          return min(max(active, 0) / MarkerGrid.step, e.figures.grid.count - 1) == piece
        }
        return e.cited("piece \(piece + 1): \(cells.joined(separator: "; "))", here)
      }
    },
    FigureDefinition(
      "ratings",
      "Closing ratings from 1 to 5 as the observer gave them, the last of each scale; `null` is n/a. Never computed.",
      formula: "as given", source: "the global ratings of the 3RS, worded afresh"
    ) { e in
      e.figures.ratings.map { rating in
        let records = e.provenance.records(of: "rated").filter {
          if case .rated(let other)? = e.session[$0]?.event {
            other.scale == rating.scale && other.member == nil
          } else {
            false
          }
        }
        return e.cited("\(rating.scale.displaySafe): \(Evidence.plain(rating.value))", records)
      }
    },
  ]
}
