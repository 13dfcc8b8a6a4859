package import SessionCore
package import TerminalKit

/// A session in the folder of the logs, as far as its first and last lines tell.
package struct KnownSession: Hashable, Sendable {
  /// How it stands.
  package enum State: Hashable, Sendable {
    case closed, unfinished
    /// Another program is recording it.
    case inUse
  }

  package let path: String
  package let group: String
  package let session: Int
  /// The wall clock at its opening.
  package let wall: WallTime
  package let records: Int
  /// The time of its last record.
  package let end: SessionTime
  package let state: State

  package init(
    path: String, group: String, session: Int, wall: WallTime, records: Int, end: SessionTime, state: State
  ) {
    self.path = path
    self.group = group
    self.session = session
    self.wall = wall
    self.records = records
    self.end = end
    self.state = state
  }
}

/// What a new session is to be made of.
package struct StartPlan: Hashable, Sendable {
  package var group: GroupDraft
  /// A codebook by its name or file.
  package var codebook: String
  package var session: Int
  /// The log of the group's session before; `nil` when nothing is carried in.
  package var after: String?
  /// Who agreed to be observed; asked for outside role-plays only.
  package var consents: [MemberID] = []
  /// Whether the group's file is written though it changed meanwhile.
  package var overwrites = false
  /// Whether it is for practice: the group is not remembered, and every mark is explained.
  package var isPractice = false

  package init(group: GroupDraft, codebook: String, session: Int, after: String? = nil) {
    self.group = group
    self.codebook = codebook
    self.session = session
    self.after = after
  }
}

/// What the start screen knows at first.
package struct StartFacts: Sendable {
  /// The sessions of the folder, newest first.
  package var sessions: [KnownSession] = []
  /// How many files there could not be read as sessions.
  package var unreadable = 0
  /// The groups there are, the usual one first; never empty.
  package var groups: [GroupDraft]
  /// The role-play for practice.
  package var practice: GroupDraft
  /// The codebooks there are, the usual one first; never empty.
  package var codebooks: [String]
  /// The number of a group's next session where no log tells it.
  package var numbers: [String: Int] = [:]
  /// The settings as they are, a line each.
  package var settings: [String] = []
  /// What is to be said at first.
  package var remark: String?

  package init(groups: [GroupDraft], practice: GroupDraft, codebooks: [String]) {
    self.groups = groups
    self.practice = practice
    self.codebooks = codebooks
  }
}

/// What the start screen is told.
package enum StartInput: Sendable {
  case key(Key)
  case pasted(String)
  /// What was asked for could not be done.
  case refused(String)
  /// The group's file of this name changed since it was read, and was left as it is.
  case changedMeanwhile(String)
  case sized(Size)
}

/// What the start screen asks for.
package enum StartEffect: Hashable, Sendable {
  case begin(StartPlan)
  case resume(String)
  case replay(String)
  case demo
  case redraw, suspend, quit
}
