/// What a media player said in one line of its JSON protocol, as far as it matters here.
package enum MediaMessage: Hashable, Sendable {
  /// Where it stands, in ms of the recording; `nil` while nothing is loaded.
  case position(Int?)
  case paused(Bool)
  /// How fast it plays; 1 is as it was.
  case speed(Double)
  /// Whether it shows a picture, not sound alone.
  case picture(Bool)
  /// It goes somewhere else, whoever asked for it.
  case sought
  /// It has gone somewhere else and goes on from there.
  case restarted
  /// It would not do what request `id` asked for.
  case refused(id: Int, String)
  case done(id: Int)
  /// Anything else that is well formed.
  case other

  /// The longest recording there is, in ms: 2^53 - 1, the largest whole number that a log can hold.
  private static let longest = 9_007_199_254_740_991.0

  /// - Returns: `nil` when the line is no message of the protocol.
  package init?(_ line: some Sequence<UInt8>) {
    guard let value = MediaValue(line), case .object = value else { return nil }
    if let event = value["event"] {
      guard let name = event.text else { return nil }
      self = Self.event(name, value)
      return
    }
    guard let error = value["error"]?.text else { return nil }
    let id = value["request_id"]?.number.flatMap { Int(exactly: $0) } ?? 0
    self = error == "success" ? .done(id: id) : .refused(id: id, error)
  }

  private static func event(_ name: String, _ value: MediaValue) -> MediaMessage {
    switch name {
    case "property-change": return property(value)
    case "seek": return .sought
    case "playback-restart": return .restarted
    default: return .other
    }
  }

  private static func property(_ value: MediaValue) -> MediaMessage {
    switch value["name"]?.text {
    case "time-pos":
      guard let seconds = value["data"]?.number else { return .position(nil) }
      let milliseconds = (seconds * 1000).rounded()
      guard milliseconds <= longest else { return .position(nil) }
      // Some recordings begin a frame before 0.
      return .position(max(0, Int(max(milliseconds, -1))))
    case "pause": return value["data"]?.bool.map { .paused($0) } ?? .other
    case "speed":
      guard let speed = value["data"]?.number, speed > 0, speed <= 100 else { return .other }
      return .speed(speed)
    case "vo-configured": return value["data"]?.bool.map { .picture($0) } ?? .other
    default: return .other
    }
  }
}

/// What a media player is asked for.
package enum MediaRequest: Hashable, Sendable {
  /// Tell where it stands, whether it is paused, how fast it plays and whether it shows a picture, now and whenever
  /// that changes.
  case observe
  case pause(Bool)
  /// In ms of the recording.
  case seek(Int)
  /// In quarters: 4 is as it was.
  case speed(quarters: Int)

  /// The number of a request to go elsewhere, in what is answered.
  static let seekID = 6

  /// The lines that ask for it, LF and all.
  package var lines: String {
    switch self {
    case .observe:
      ["time-pos", "pause", "speed", "vo-configured"].enumerated().map { place, name in
        "{\"command\":[\"observe_property\",\(place + 1),\"\(name)\"],\"request_id\":\(place + 1)}\n"
      }.joined()
    case .pause(let isPaused): "{\"command\":[\"set_property\",\"pause\",\(isPaused)],\"request_id\":5}\n"
    case .seek(let milliseconds):
      "{\"command\":[\"seek\",\(Self.decimal(milliseconds, 1000)),\"absolute+exact\"],\"request_id\":\(Self.seekID)}\n"
    case .speed(let quarters):
      "{\"command\":[\"set_property\",\"speed\",\(Self.decimal(quarters * 250, 1000))],\"request_id\":7}\n"
    }
  }

  /// A number of thousandths in decimal, the same everywhere.
  private static func decimal(_ count: Int, _ unit: Int) -> String {
    let rest = String(max(0, count) % unit)
    return "\(max(0, count) / unit)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}
