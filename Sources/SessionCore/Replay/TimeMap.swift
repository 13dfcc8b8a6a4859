/// The time of the view: the session's own, with long stretches in which nothing happened cut short.
///
/// One map serves everything that is shown: where events and signs stand on the bar, where the playhead is, how
/// far an arrow goes, how long playing takes. So none of these can disagree.
package struct TimeMap: Hashable, Sendable {
  /// A stretch that is left out.
  private struct Cut: Hashable {
    let start: Int
    let length: Int
    /// Ms left out before it.
    let before: Int
  }

  private var cuts: [Cut] = []
  /// The end of the view, in ms of the view.
  package let length: Int

  /// The map of a session whose steps are taken at these times, which never decrease.
  ///
  /// - Parameter limit: how much of a stretch without a step is kept, in ms; `nil` keeps all of it.
  package init(_ times: [SessionTime], end: SessionTime, idle limit: Int?) {
    var left = 0
    if let limit, limit > 0 {
      var previous = 0
      for time in times + [end] {
        let gap = time.milliseconds - previous
        if gap > limit {
          cuts.append(Cut(start: previous + limit, length: gap - limit, before: left))
          left += gap - limit
        }
        previous = max(previous, time.milliseconds)
      }
    }
    length = max(0, end.milliseconds - left)
  }

  /// Whether nothing is left out.
  package var isWhole: Bool { cuts.isEmpty }

  /// Where a moment of the session stands in the view, in ms; a moment that is left out stands at the end of what is.
  package func view(_ moment: SessionTime) -> Int {
    let time = moment.milliseconds
    guard let cut = lastCut(where: { $0.start <= time }) else { return time }
    return time - cut.before - min(time - cut.start, cut.length)
  }

  /// The moment of the session at a place of the view.
  package func moment(_ view: Int) -> SessionTime {
    guard let cut = lastCut(where: { $0.start - $0.before < view }) else {
      return SessionTime.zero.moved(by: view)
    }
    return SessionTime.zero.moved(by: view).moved(by: cut.before + cut.length)
  }

  private func lastCut(where isBefore: (Cut) -> Bool) -> Cut? {
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(cuts[middle]) { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : cuts[low - 1]
  }
}
