import MediaLink
import ObserverUI
import SessionCore

/// A media player beside the program: connected when it can be, looked for again when it is gone.
///
/// It only ever says what it heard; whoever owns the loop decides what that means.
struct MediaRun: ~Copyable {
  private let path: String?
  private(set) var state = MediaState()
  private var link: MediaLink?
  /// When it is looked for again, in ms of the boot clock.
  private var nextAttempt = 0
  /// Since when it has said nothing though it was asked, in ms of the boot clock.
  private var askedAt: Int?
  private var said: String?

  /// How long a player has to say its first word, in ms.
  private static let patience = 3000

  /// - Parameter path: the socket, as it was named; `nil` when there is to be no player.
  init(_ path: String?) { self.path = path }

  /// Whether there is to be a player.
  var isWanted: Bool { path != nil }

  /// What is waited for together with the keys; negative when nothing is connected.
  private(set) var descriptor: Int32 = -1

  /// Whether what it says of its place is of now: it was not asked to go elsewhere, or has had its time to.
  var isSettled: Bool { !state.isSeeking || Clock.boot - soughtAt > 2000 }
  /// When it was last asked to go elsewhere, in ms of the boot clock.
  private var soughtAt = 0

  /// What became of the player since this was last asked.
  enum News {
    case nothing
    /// It said how it stands.
    case heard
    /// There is none, or none any more; why, in words, when that was not said before.
    case gone(String?)
  }

  /// Takes in what has come, and looks for the player when it is time to. Never waits.
  mutating func hear() -> News {
    guard let path else { return .nothing }
    do throws(MediaLink.Fault) {
      if descriptor < 0 {
        guard Clock.boot >= nextAttempt else { return .nothing }
        state = MediaState()
        let new = try MediaLink(to: path)
        descriptor = new.descriptor
        link = consume new
        askedAt = Clock.boot
      }
      let messages = try link?.receive() ?? []
      if let askedAt, messages.isEmpty, Clock.boot - askedAt > Self.patience {
        self.askedAt = nil
        return .gone(news("it says nothing. Is it mpv?"))
      }
      guard !messages.isEmpty else { return .nothing }
      askedAt = nil
      said = nil
      for message in messages { state.take(message) }
      return .heard
    } catch {
      return leave(error)
    }
  }

  /// Asks for something, as far as there is somebody to ask.
  mutating func ask(_ request: MediaRequest) {
    guard descriptor >= 0 else { return }
    if case .seek = request {
      state.expectSeek()
      soughtAt = Clock.boot
    }
    do throws(MediaLink.Fault) { try link?.send(request) } catch { _ = leave(error) }
  }

  private mutating func leave(_ fault: MediaLink.Fault) -> News {
    link = nil
    descriptor = -1
    askedAt = nil
    nextAttempt = Clock.boot + 1000
    return .gone(news(fault.wording))
  }

  private mutating func news(_ words: String) -> String? {
    guard words != said else { return nil }
    said = words
    // Its folder is known to whoever named it, and would leave no room for the words.
    let name = path?.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) }
    return "\(name ?? "player"): \(words)"
  }
}
