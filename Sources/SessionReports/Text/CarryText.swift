import SafeText
package import SessionCore

/// What the next session of a group would be offered: the episodes open at the end, as they would be carried in.
package struct CarryText: Sendable {
  /// No line is wider than 80 columns.
  package let lines: [String]

  package init(_ session: Session) {
    let wording = Wording(session: session)
    let carried = session.carriedOn()
    var page = Page()
    let opening = session.opening
    guard !carried.isEmpty else {
      page.text("Session \(opening.session) of \(opening.group.displaySafe): no rupture is open at its end.")
      lines = page.lines
      return
    }
    page.text(
      "Open at the end of session \(opening.session) of \(opening.group.displaySafe), offered to the next:")
    for episode in carried {
      let codes = episode.codes.map(wording.words).joined(separator: "; ")
      let to = wording.name(episode.to)
      page.entry(
        wording.number(episode.number),
        "\(wording.name(episode.who)) -> \(to), \(wording.form(episode.form)),"
          + " open \(Wording.time(episode.exposure)): \(codes)", column: 7)
    }
    if session.closing == nil { page.text("The log is not closed: what is still to come may resolve them.") }
    lines = page.lines
  }
}
