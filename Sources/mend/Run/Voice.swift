import ObserverUI
import SafeText
import TerminalKit

/// The desk said in lines on standard output, for screen readers.
struct Voice {
  private var speech: Speech
  private var wasTyping = false

  init(_ desk: Desk) {
    speech = Speech(desk)
    for line in speech.greeting(desk) { Output.say(line) }
  }

  /// Says what has changed.
  mutating func tell(_ desk: Desk) {
    if wasTyping, !desk.isTyping { Output.print("\n") }
    wasTyping = desk.isTyping
    for line in speech.lines(desk) { Output.say(line) }
  }

  /// Answers a key that asks what the keys mean; `false` for any other, which is the desk's.
  mutating func takes(_ key: Key, _ desk: Desk) -> Bool {
    // What is typed is seen, as on any command line; a passphrase never is.
    if desk.isTyping, !desk.isSecret { echo(key) }
    guard let lines = speech.asksForHint(key, desk) else { return false }
    for line in lines { Output.say(line) }
    return true
  }

  private func echo(_ key: Key) {
    if let scalar = key.plainCharacter { Output.print(String(scalar).displaySafe) }
    if key == .backspace { Output.print("\u{8} \u{8}") }
  }
}
