/// What a session is: the first record of every log.
package struct Opening: Hashable, Sendable {
  /// Who may be observed, and what for.
  package enum Mode: String, Hashable, Sendable, CaseIterable {
    case clinical, research, roleplay
  }

  /// The log of the group's session before.
  package struct After: Hashable, Sendable {
    /// That log's session id, 32 hex digits.
    package var sid: String
    /// The hash of its last line, 64 hex digits.
    package var head: String
    /// That session's number.
    package var session: Int

    package init(sid: String, head: String, session: Int) {
      self.sid = sid
      self.head = head
      self.session = session
    }
  }

  /// The log of the same session that a second coder works from.
  package struct Source: Hashable, Sendable {
    /// That log's session id, 32 hex digits.
    package var sid: String
    /// The hash of its last line when the second coding began, 64 hex digits.
    package var head: String
    /// Whether the floor is taken over from it; if not, the second coder is given the clock alone.
    package var givesFloor: Bool
    /// The wall clock when the second coding began; `Opening/wall` is that of the session itself.
    package var wall: WallTime

    package init(sid: String, head: String, givesFloor: Bool, wall: WallTime) {
      self.sid = sid
      self.head = head
      self.givesFloor = givesFloor
      self.wall = wall
    }
  }

  /// The session's identity, 32 hex digits.
  package var sid: String
  /// The wall clock at the opening.
  package var wall: WallTime
  /// The program that wrote the log.
  package var app: String
  package var mode: Mode
  package var group: String
  /// The number of the session in the life of the group.
  package var session: Int
  package var observer: String
  /// The reaction-time offset in force, in ms; 0 when there is none.
  package var lag: Int
  package var roster: Roster
  package var codebook: Codebook
  package var after: After?
  /// What a second coding was made from; `nil` for a log of the session itself.
  package var source: Source?

  package init(
    sid: String, wall: WallTime, app: String, mode: Mode, group: String, session: Int, observer: String,
    lag: Int = 0, roster: Roster, codebook: Codebook, after: After? = nil, source: Source? = nil
  ) {
    self.sid = sid
    self.wall = wall
    self.app = app
    self.mode = mode
    self.group = group
    self.session = session
    self.observer = observer
    self.lag = lag
    self.roster = roster
    self.codebook = codebook
    self.after = after
    self.source = source
  }
}
