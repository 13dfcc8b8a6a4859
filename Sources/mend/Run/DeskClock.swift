import MediaLink
import ObserverUI
import SessionCore
import SessionFiles
import TerminalKit

/// What time it is at the desk: the day's, that of a session which is coded a second time, or a recording's.
struct DeskClock: ~Copyable {
  /// An event of the clock's own that is to be recorded, and when it happened.
  typealias Given = (event: Event, time: SessionTime)

  private let day: Clock
  private var zone = Zone()
  /// What leads when the day's clock does not.
  private var second: SecondCoding?
  /// The recording's player, when it leads.
  private var player: MediaRun
  private var map: RecordingMap?
  /// Where the first log says that the recording was.
  private let firstMap: RecordingMap?

  /// - Parameters:
  ///   - day: the clock of a session that happens now.
  ///   - second: the session that is coded a second time, or only a recording's clock.
  ///   - player: the socket of the recording's player.
  ///   - source: the first log, whose `sync` marks say where the recording was.
  init(_ day: Clock, second: SecondCoding? = nil, player: String? = nil, of source: Session? = nil) {
    self.day = day
    self.second = second
    self.player = MediaRun(player)
    firstMap = source.map { RecordingMap(of: $0) }
  }

  var moment: Moment { mutating get { moment(at: Clock.boot) } }

  /// The moment of what came when the boot clock said so many ms.
  mutating func moment(at boot: Int) -> Moment {
    second?.moment(at: JournalClock.now) ?? day.moment(at: boot, in: &zone)
  }

  /// What the desk shows of it; `nil` for the day's clock.
  var status: ReplayedStatus? { second?.status }

  /// Whether it is not the day's: then neither sleep nor a step of the wall clock is an event of the session.
  var isReplayed: Bool { second != nil }

  /// What is waited for together with the keys; negative when there is nothing.
  var descriptor: Int32 { player.descriptor }

  /// How long the screen stays as it is when nothing comes, in ms.
  var untilNextChange: Int { second == nil ? day.untilNextSecond : second?.nextChange ?? 1000 }

  /// Carries out a key that is the clock's; `false` when it is the desk's.
  mutating func press(_ key: Key, over desk: Desk) -> Bool {
    guard let wishes = second?.press(key, at: JournalClock.now, over: desk) else { return false }
    ask(wishes)
    return true
  }

  /// Goes on to now; answers what is given of the first log's floor by then.
  mutating func advance() -> [Given] {
    guard second != nil else { return [] }
    second?.advance(to: JournalClock.now)
    return (second?.takeFloor() ?? []).map { ($0.event, $0.time) }
  }

  // MARK: A recording

  /// Takes in what the recording's player says; answers the mark that joins the two clocks, when it is due.
  mutating func hear(over session: Session) -> Given? {
    switch player.hear() {
    case .nothing: return nil
    case .gone(let words):
      if let words { second?.lose(saying: words, at: JournalClock.now) }
      return nil
    case .heard: return follow(session)
    }
  }

  /// Takes over where the recording stands.
  private mutating func follow(_ session: Session) -> Given? {
    guard player.isSettled else { return nil }
    let state = player.state
    guard let position = state.position else {
      second?.lose(saying: "The player has no recording open, or it has ended.", at: JournalClock.now)
      return nil
    }
    let map = map ?? chooseMap(session, at: position)
    self.map = map
    let wishes = second?.follow(
      map.session(at: position), isPlaying: state.isPlaying, speed: PlaybackClock.Speed(factor: state.speed),
      at: JournalClock.now)
    ask(wishes ?? [])
    guard wishes?.isEmpty == true, moment.shown == nil, RecordingMap(of: session).isGuess else { return nil }
    return (.sync(Event.Sync(media: map.media(at: moment.session))), moment.session)
  }

  /// How the clocks go together: by the marks of this log, else of the first log; a new session begins where the
  /// recording stands.
  private mutating func chooseMap(_ session: Session, at position: Int) -> RecordingMap {
    let own = RecordingMap(of: session)
    if !own.isGuess { return own }
    guard let firstMap else { return RecordingMap(moment.session, isAt: position) }
    if firstMap.isGuess {
      second?.say("The first log has no sync mark: 0:00 of the recording is taken for 0:00 of the session.")
    }
    return firstMap
  }

  private mutating func ask(_ wishes: [SecondCoding.Wish]) {
    for wish in wishes {
      switch wish {
      case .play: player.ask(.pause(false))
      case .pause: player.ask(.pause(true))
      case .seek(let moment): if let map { player.ask(.seek(map.media(at: moment))) }
      }
    }
  }
}
