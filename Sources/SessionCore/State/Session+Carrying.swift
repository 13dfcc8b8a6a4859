extension Session {
  /// The episodes that are open at the end, as the next session carries them in: in the order of onset, each with
  /// the active time it has been open, sessions before included.
  package func carriedOn() -> [Event.Carried] {
    episodes.filter(\.isOpen).map { episode in
      Event.Carried(
        sid: opening.sid, number: episode.id, who: episode.who, to: episode.to, form: episode.form ?? .mixed,
        exposure: max(0, clock.active(end) - clock.active(episode.onset)) + episode.exposure,
        codes: episode.codes)
    }
  }
}
