import Glibc
import ObserverUI
import SessionCore
import SessionFiles
import TerminalKit

/// Keys from a file through the real keymap and desk, without a terminal.
struct KeysRun: ~Copyable {
  private var recording: Recording
  private var desk: Desk
  /// The live clock, or `nil` when time comes from the file alone.
  private let clock: Clock?
  private var scripted: SessionTime
  private var second: SecondCoding?
  private var lock = PhraseLock()

  init(
    _ recording: consuming Recording, _ session: Session, clock: Clock?, second: SecondCoding? = nil,
    keymap: Keymap, look: Look
  ) {
    self.second = second
    scripted = session.lastTime
    let wall = session.opening.wall.adding(milliseconds: session.lastTime.milliseconds)
    desk = Desk(
      session, keymap: keymap, look: look, place: recording.path, at: Moment(session.lastTime, wall: wall),
      savedUpTo: recording.mark.saved)
    self.recording = recording
    self.clock = clock
  }

  /// Plays the keys, waits for the disk, and prints the screen if one is asked for.
  ///
  /// - Parameters:
  ///   - acknowledgements: where `N saved` goes; negative for nowhere.
  ///   - screen: the size of the screen that is printed at the end.
  ///   - isASCII: whether it is printed in ASCII.
  consuming func run(
    _ file: String, acknowledgements: Int32, screen: Size?, isASCII: Bool = false
  ) throws(Failure) -> Int32 {
    let text = String(decoding: try Places.settings(file), as: UTF8.self)
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    let before = recording.count
    for (index, line) in lines.enumerated() {
      try play(String(Substring(line)), at: "\(file):\(index + 1)")
    }
    let isSaved = recording.settle(within: 30_000)
    tellDesk()
    if acknowledgements >= 0, isSaved, recording.count > before {
      for number in before..<recording.count { Output.write("\(number) saved\n", to: acknowledgements) }
    }
    if let screen {
      let frame = desk.frame(for: screen)
      Output.print((isASCII ? frame.inASCII : frame).text + "\n")
    }
    try recording.finish(within: 0, elsewhere: 10_000)
    return 0
  }

  private mutating func tellDesk() {
    for news in recording.mark.takeNews() {
      switch news {
      case .refused(let cause): _ = desk.update(.notSaved(cause.wording))
      case .moved(let path):
        Output.complain("recording goes on in \(path), which holds the whole session.")
        _ = desk.update(.moved(to: path))
      }
    }
    if let saved = recording.mark.saved { _ = desk.update(.saved(upTo: saved)) }
  }

  private mutating func play(_ line: String, at place: String) throws(Failure) {
    if line.utf8.first == UInt8(ascii: "#") { return }
    let keys: String
    let stamp: SessionTime?
    do throws(PhraseFault) {
      (stamp, keys) = try LineGrammar.stamp(line)
    } catch {
      throw Failure("\(place): \(error.message)", code: Failure.data)
    }
    if let stamp {
      guard stamp >= scripted else {
        throw Failure(
          "\(place): time goes back from \(scripted.clockText) to \(stamp.clockText).", code: Failure.data)
      }
      scripted = stamp
    }
    let parsed: [Key]
    do throws(KeyNotationError) {
      parsed = try Key.parse(line: keys)
    } catch {
      throw Failure("\(place): \(error.description)", code: Failure.data)
    }
    let now = moment.session
    for given in second?.takeFloor(upTo: now) ?? [] {
      carryOut(.record([given.event], at: given.time))
    }
    for key in parsed {
      for effect in desk.update(.key(key, at: moment)) { carryOut(effect) }
    }
    recording.tend()
  }

  private var moment: Moment {
    if let clock { return clock.moment }
    return Moment(scripted, wall: desk.session.opening.wall.adding(milliseconds: scripted.milliseconds))
  }

  private mutating func carryOut(_ effect: DeskEffect) {
    switch effect {
    case .record(let events, let time):
      switch recording.record(events, at: time) {
      case .written(let records): _ = desk.update(.recorded(records))
      case .kept(let records, let why):
        _ = desk.update(.recorded(records))
        _ = desk.update(.notSaved(why))
      case .refused(let why): _ = desk.update(.notSaved(why))
      }
    case .finish:
      let report = ReportText.of(desk.shownSession, head: recording.head, records: recording.count)
      _ = desk.update(.report(report))
    case .lock(let phrase): lock.keep(phrase)
    case .unlock(let phrase): _ = desk.update(.unlocked(lock.opens(phrase)))
    case .redraw, .suspend, .quit: break
    }
  }
}
