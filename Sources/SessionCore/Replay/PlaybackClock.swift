/// Where a replay stands, as a pure function of the time outside.
///
/// It holds an anchor (that moment of the session was that moment outside) and a speed; nothing ticks.
package struct PlaybackClock: Hashable, Sendable {
  /// How fast the session runs, in quarters: 4 is as it was.
  package struct Speed: Hashable, Comparable, Sendable {
    package let quarters: Int

    /// The speeds to choose from: 0.25 to 64 times, each twice the one before.
    package static let all = (0...8).map { Speed(quarters: 1 << $0) }
    package static let normal = Speed(quarters: 4)

    /// The speed nearest to a factor, within ``all``.
    package init(factor: Double) {
      let wanted = factor.isFinite ? min(max(factor, 0.25), 64) : 1
      self = Self.all.min { abs($0.factor - wanted) < abs($1.factor - wanted) } ?? .normal
    }

    private init(quarters: Int) { self.quarters = quarters }

    package var factor: Double { Double(quarters) / 4 }

    /// As shown: `×0.25`, `×0.5`, `×1`, `×64`.
    package var text: String {
      switch quarters {
      case 1: "×0.25"
      case 2: "×0.5"
      default: "×\(quarters / 4)"
      }
    }

    package static func < (a: Speed, b: Speed) -> Bool { a.quarters < b.quarters }

    /// The next speed up or down, or the same at either end.
    package func stepped(by steps: Int) -> Speed {
      let place = (Self.all.firstIndex(of: self) ?? 2) + steps
      return Self.all[min(max(place, 0), Self.all.count - 1)]
    }
  }

  package private(set) var speed: Speed
  package private(set) var isPlaying = false
  private var anchor: SessionTime
  /// Milliseconds outside at the anchor.
  private var anchorOutside = 0

  /// A clock that stands at a moment.
  package init(at position: SessionTime = .zero, speed: Speed = .normal) {
    anchor = position
    self.speed = speed
  }

  /// The position at a moment outside, in ms on any clock that never goes back.
  package func position(at outside: Int) -> SessionTime {
    guard isPlaying else { return anchor }
    let elapsed = max(0, outside - anchorOutside)
    let (product, overflow) = elapsed.multipliedReportingOverflow(by: speed.quarters)
    return anchor.moved(by: overflow ? Int.max : product / 4)
  }

  package mutating func play(at outside: Int) {
    move(to: position(at: outside), at: outside)
    isPlaying = true
  }

  package mutating func pause(at outside: Int) {
    move(to: position(at: outside), at: outside)
    isPlaying = false
  }

  package mutating func set(_ speed: Speed, at outside: Int) {
    move(to: position(at: outside), at: outside)
    self.speed = speed
  }

  /// Goes to a position and stays as it is, playing or paused.
  package mutating func move(to position: SessionTime, at outside: Int) {
    anchor = position
    anchorOutside = outside
  }
}
