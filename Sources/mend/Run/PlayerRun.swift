import CursesDriver
import Glibc
import MediaLink
import ObserverUI
import SessionCore
import TerminalKit

/// The player on a real terminal, alone or beside the player of a recording.
struct PlayerRun: ~Copyable {
  private var player: Player
  private var correcting: Correcting?
  private var media: MediaRun
  private let map: RecordingMap
  /// Whether the recording's player was told where the replay stands since it is there.
  private var isMet = false
  /// Whether it was said that there is none.
  private var isMissed = false

  /// - Parameters:
  ///   - correcting: where corrections go; `nil` when the log is open for reading only.
  ///   - media: the socket of the recording's player, when there is one.
  init(_ player: Player, correcting: consuming Correcting? = nil, media: String? = nil) {
    self.player = player
    self.correcting = correcting
    self.media = MediaRun(media)
    map = player.recordingMap
    if media != nil, map.isGuess {
      self.player.say("The log has no sync mark: 0:00 of the recording is taken for 0:00 of the session.")
    }
  }

  /// Runs until somebody leaves or the terminal goes away; answers the code to exit with.
  consuming func run(on terminal: consuming CursesTerminal) throws(Failure) -> Int32 {
    let code = play(on: &terminal)
    terminal.close()
    if let correcting = consume correcting { try correcting.finish() }
    return code
  }

  /// Plays until somebody leaves, on a terminal that is somebody else's; answers the code to exit with.
  mutating func play(on terminal: inout CursesTerminal) -> Int32 {
    draw(on: &terminal)
    var code: Int32?
    while code == nil {
      let patience = player.nextChange ?? (media.isWanted ? 1000 : nil)
      for input in terminal.read(waitingAtMost: patience) where code == nil {
        code = take(input, &terminal)
      }
      // Before the frame, so that what the player says is seen at once.
      hear(&terminal)
      goOn()
      if code == nil { draw(on: &terminal) }
      correcting?.tend()
    }
    return code ?? 0
  }

  private mutating func draw(on terminal: inout CursesTerminal) {
    _ = player.update(.sized(terminal.size))
    terminal.show(player.frame(for: terminal.size))
  }

  private mutating func take(_ input: TerminalInput, _ terminal: inout CursesTerminal) -> Int32? {
    switch input {
    case .key(let key):
      goOn()
      let before = player.playback
      for effect in player.update(.key(key, at: Clock.boot)) {
        switch effect {
        case .redraw: terminal.redraw()
        case .suspend: terminal.suspend()
        case .quit: return 0
        case .correct(let command): correct(command)
        }
      }
      ask(RecordingLead.wishes(from: before, to: player.playback))
    case .paste(let text): _ = player.update(.pasted(text, at: Clock.boot))
    case .signal(.suspend): terminal.suspend()
    case .signal(let signal): return 128 + signal.number
    case .closed: return 128 + SIGHUP
    case .resumed, .resize: terminal.redraw()
    case .unrecognised, .woken: break
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

  /// Goes on to now. What the replay leaps over, the recording does.
  private mutating func goOn() {
    if let leap = player.goOn(to: Clock.boot) { ask([.seek(leap)]) }
  }

  private mutating func hear(_ terminal: inout CursesTerminal) {
    let news = media.hear()
    terminal.watched = media.descriptor
    switch news {
    case .nothing: break
    case .gone(let words):
      isMet = false
      if let words {
        player.say(words)
        isMissed = true
      }
    case .heard: follow()
    }
  }

  /// Takes over how the recording's player stands; while it has nothing open the replay goes on alone.
  private mutating func follow() {
    let state = media.state
    guard let position = state.position else { return }
    let report = RecordingLead.Report(
      position: map.session(at: position), isPlaying: state.isPlaying, speed: state.speed)
    goOn()
    meet()
    guard media.isSettled else { return }
    if let playback = RecordingLead.playback(report, over: player.playback, end: player.end) {
      player.steer(to: playback, at: Clock.boot)
    }
  }

  /// A player that has just come is set to where the replay stands; one at its beginning has nothing to say yet.
  private mutating func meet() {
    if isMet { return }
    isMet = true
    let own = player.playback
    if own.position > .zero { ask([.seek(own.position), .speed(own.speed)]) }
    if isMissed { player.say("The recording's player is there.") }
    isMissed = false
  }

  private mutating func correct(_ command: Command) {
    guard let outcome = correcting?.record(command) else { return }
    _ = player.update(.recorded(outcome.records))
    if let why = outcome.trouble { _ = player.update(.refused(why)) }
  }
}
