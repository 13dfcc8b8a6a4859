/// How a media player stands, as far as it has said.
package struct MediaState: Hashable, Sendable {
  /// In ms of the recording; `nil` while nothing is loaded.
  package private(set) var position: Int?
  package private(set) var isPaused = true
  /// 1 is as it was.
  package private(set) var speed = 1.0
  /// How often it has said where it stands or gone elsewhere, so that one report is told from the next.
  package private(set) var reports = 0
  /// Whether a request to go elsewhere is under way; what it says of its place until then is of before.
  package private(set) var isSeeking = false

  package init() {}

  package var isPlaying: Bool { !isPaused && position != nil }

  /// Takes in what it said.
  package mutating func take(_ message: MediaMessage) {
    switch message {
    case .position(let position):
      self.position = position
      reports += 1
    case .paused(let isPaused):
      self.isPaused = isPaused
      reports += 1
    case .speed(let speed):
      self.speed = speed
      reports += 1
    case .restarted: isSeeking = false
    case .refused(id: 5, _): isSeeking = false
    case .refused, .done, .other: break
    }
  }

  /// Notes that it was asked to go elsewhere.
  package mutating func expectSeek() { isSeeking = true }
}
