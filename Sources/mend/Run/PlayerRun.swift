import CursesDriver
import Glibc
import MediaLink
import ObserverUI
import SessionCore
import TerminalKit

/// The player on a real terminal, alone or beside the player of a recording.
struct PlayerRun: ~Copyable {
  private var player: Player
  private var media: MediaRun
  private let map: RecordingMap
  private let end: SessionTime

  /// - Parameters:
  ///   - session: the whole session, whose `sync` marks say where the recording is.
  ///   - media: the socket of the recording's player, when there is one.
  init(_ player: Player, of session: Session, media: String? = nil) {
    self.player = player
    self.media = MediaRun(media)
    map = RecordingMap(of: session)
    end = session.lastTime
    if media != nil, map.isGuess {
      self.player.say("The log has no sync mark: 0:00 of the recording is taken for 0:00 of the session.")
    }
  }

  /// Runs until somebody leaves or the terminal goes away; answers the code to exit with.
  consuming func run(on terminal: consuming CursesTerminal) -> Int32 {
    terminal.show(player.frame(for: terminal.size))
    while true {
      let patience = player.nextChange ?? (media.isWanted ? 1000 : nil)
      for input in terminal.read(waitingAtMost: patience) {
        if let code = take(input, &terminal) { return code }
      }
      // Before the frame, so that what the player says is seen at once.
      hear(&terminal)
      _ = player.update(.tick(at: Clock.boot))
      terminal.show(player.frame(for: terminal.size))
    }
  }

  private mutating func take(_ input: TerminalInput, _ terminal: inout CursesTerminal) -> Int32? {
    switch input {
    case .key(let key):
      _ = player.update(.tick(at: Clock.boot))
      let before = player.playback
      for effect in player.update(.key(key, at: Clock.boot)) {
        switch effect {
        case .redraw: terminal.redraw()
        case .suspend: terminal.suspend()
        case .quit: return 0
        }
      }
      ask(RecordingLead.wishes(from: before, to: player.playback))
    case .signal(.suspend): terminal.suspend()
    case .signal(let signal): return 128 + signal.number
    case .closed: return 128 + SIGHUP
    case .resumed, .resize: terminal.redraw()
    case .paste, .unrecognised, .woken: break
    }
    return nil
  }

  // MARK: A recording

  private mutating func ask(_ wishes: [RecordingLead.Wish]) {
    for wish in wishes {
      switch wish {
      case .play: media.ask(.pause(false))
      case .pause: media.ask(.pause(true))
      case .seek(let moment): media.ask(.seek(map.media(at: moment)))
      case .speed(let speed): media.ask(.speed(quarters: speed.quarters))
      }
    }
  }

  private mutating func hear(_ terminal: inout CursesTerminal) {
    let news = media.hear()
    terminal.watched = media.descriptor
    switch news {
    case .nothing: break
    case .gone(let words): if let words { player.say(words) }
    case .heard: follow()
    }
  }

  /// Takes over how the recording's player stands; while it has nothing open the replay goes on alone.
  private mutating func follow() {
    let state = media.state
    guard media.isSettled, let position = state.position else { return }
    let report = RecordingLead.Report(
      position: map.session(at: position), isPlaying: state.isPlaying, speed: state.speed)
    _ = player.update(.tick(at: Clock.boot))
    if let playback = RecordingLead.playback(report, over: player.playback, end: end) {
      player.steer(to: playback, at: Clock.boot)
    }
  }
}
