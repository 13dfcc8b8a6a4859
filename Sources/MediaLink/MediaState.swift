/// How a media player stands, as far as it has said.
package struct MediaState: Hashable, Sendable {
  /// In ms of the recording; `nil` while nothing is loaded.
  package private(set) var position: Int?
  package private(set) var isPaused = true
  /// 1 is as it was.
  package private(set) var speed = 1.0
  /// Whether a request to go elsewhere is under way; what it says of its place until then is of before.
  package private(set) var isSeeking = false
  /// Whether it has said that it goes elsewhere, and not yet where that is.
  private var isOnItsWay = false
  private var hasPicture = false

  package init() {}

  package var isPlaying: Bool { !isPaused && position != nil }

  /// Takes in what it said.
  package mutating func take(_ message: MediaMessage) {
    switch message {
    case .position(let position):
      if position == nil || isOfNow { self.position = position }
      isOnItsWay = false
    case .paused(let isPaused): self.isPaused = isPaused
    case .speed(let speed): self.speed = speed
    case .picture(let hasPicture): self.hasPicture = hasPicture
    case .sought: isOnItsWay = true
    case .restarted: isSeeking = false
    case .refused(id: MediaRequest.seekID, _): isSeeking = false
    case .refused, .done, .other: break
    }
  }

  /// Whether what it says of its place is so. Of sound alone mpv reckons its place from what waits to be heard, by
  /// the speed of now: while that stands, a change of speed seems to move it, by many seconds at 16 times.
  private var isOfNow: Bool { !isPaused || hasPicture || isOnItsWay || position == nil }

  /// Notes that it was asked to go elsewhere.
  package mutating func expectSeek() { isSeeking = true }
}
