import SessionCore

/// What the group's session adds up to.
package struct GroupFigures: Hashable, Sendable {
  /// A number of things, out of a number that there could have been.
  package struct Part: Hashable, Sendable {
    package let n: Int
    package let of: Int
  }

  /// The therapists' part of all talk; `nil` when nobody spoke.
  package let therapistShare: Double?
  /// Observed ms of the silence segments.
  package let silence: Int
  /// How evenly the members talked, over all members on the roster.
  package let evenness: Evenness
  /// Of the members' segments.
  package let focus: FloorFigures.Focus
  /// Members' segments addressed to a member, of all members' segments.
  package let memberToMember: Part
  /// 2 * sum over pairs of min(x_ij, x_ji) / sum x_ij, persons only; `nil` when nobody was addressed.
  package let reciprocity: Double?
  /// Segments by seat of the speaker and seat of the person addressed; the last column is the group.
  package let matrix: [[Int]]
  /// How many members have at least one of each code, in the order goal, task, bond.
  package let coverage: [CodeCount]
  /// Standing repairs, and those of them by members.
  package let repairs: Int
  package let repairsByMembers: Int
  /// Cultural openings: offered, taken up, passed over.
  package let opened: Int
  package let taken: Int
  package let passed: Int

  init(_ floor: FloorFigures, _ counts: ObservationCounts, _ people: [PersonFigures], in session: Session) {
    let members = people.filter { $0.role == .member }
    let therapistTalk = people.reduce(0) { $1.role == .therapist ? $0 + $1.floor.talk : $0 }
    therapistShare = fraction(therapistTalk, therapistTalk + floor.members.total)
    silence = floor.silence
    evenness = Evenness(members.map(\.floor.talk))
    focus = members.reduce(FloorFigures.Focus()) { $0 + $1.floor.focus }
    memberToMember = Part(
      n: members.reduce(0) { $0 + $1.floor.toMembers }, of: members.reduce(0) { $0 + $1.floor.segments })
    reciprocity = Self.reciprocity(floor.matrix)
    matrix = floor.matrix
    coverage = ["GOAL+", "TASK+", "BOND+"].map { (code: CodeID) in
      CodeCount(code, members.count { ($0.moments[code] ?? 0) > 0 })
    }
    repairs = people.reduce(0) { $0 + $1.repairs }
    repairsByMembers = members.reduce(0) { $0 + $1.repairs }
    let moments = { (code: CodeID) in people.reduce(0) { $0 + ($1.moments[code] ?? 0) } }
    opened = moments("CO")
    taken = moments("CO+")
    passed = moments("CO-")
  }

  private static func reciprocity(_ matrix: [[Int]]) -> Double? {
    var sum = 0
    var both = 0
    for row in matrix.indices {
      for column in matrix.indices {
        sum += matrix[row][column]
        if row < column { both += min(matrix[row][column], matrix[column][row]) }
      }
    }
    return fraction(2 * both, sum)
  }
}
