extension Session {
  /// The same session with its people under other labels; their identifiers, keys and records are as they were.
  ///
  /// - Parameter label: the label of a person, given the place in seat order.
  package func labelled(_ label: (Member, Int) -> String) -> Session {
    var session = self
    session.opening.roster = Roster(
      roster.members.enumerated().map { place, member in
        var member = member
        member.label = label(member, place)
        return member
      })
    return session
  }
}
