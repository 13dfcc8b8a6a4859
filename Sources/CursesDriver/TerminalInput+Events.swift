import CTermSupport
import TerminalKit

extension TerminalInput {
  /// What the events of the process ask for. How the window and the terminal stand after them the terminal says.
  static func requests(in events: Int) -> [TerminalInput] {
    let meanings: [(event: Int, input: TerminalInput)] = [
      (TS_EVENT_STOP, .signal(.suspend)), (TS_EVENT_INTERRUPT, .signal(.interrupt)),
      (TS_EVENT_QUIT, .signal(.quit)), (TS_EVENT_HANGUP, .signal(.hangup)),
      (TS_EVENT_TERMINATE, .signal(.terminate)), (TS_EVENT_RUNG, .woken),
    ]
    return meanings.filter { events & $0.event != 0 }.map { $0.input }
  }
}
