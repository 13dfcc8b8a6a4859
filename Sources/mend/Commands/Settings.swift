import ArgumentParser
import ObserverUI
import SessionCore
import SessionFiles

/// `mend settings`: the settings as they are now, and what is wrong with them.
struct Settings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings", abstract: "Print the settings as they are now, and what is wrong with them.",
    discussion: "They are read from mend/config.toml in XDG_CONFIG_HOME, or in ~/.config.")

  func run() throws {
    var preferences = Preferences.load()
    _ = try preferences.keymap(nil)
    _ = (preferences.group(), preferences.codebook())
    for fault in preferences.faults { Output.complain(fault) }
    try Output.deliver(lines: preferences.lines)
    if !preferences.faults.isEmpty { throw ExitCode(Failure.settings) }
  }
}

extension Preferences {
  /// Every setting with what holds now, a line each.
  var lines: [String] {
    func flag(_ value: Bool?, _ usual: String = "no") -> String { value.map { $0 ? "yes" : "no" } ?? usual }
    func number(_ value: Int?) -> String { value.map { String($0) } ?? "as the window has room" }
    let changes = settings.keys.modes.reduce(0) { $0 + $1.bindings.count }
    let rows: [(String, String)] = [
      ("theme", settings.theme ?? "night"), ("ascii", flag(settings.ascii, "as the locale says")),
      ("seat-numbers", flag(settings.seatNumbers)), ("flipped", flag(settings.flipped)),
      ("big-clock", flag(settings.bigClock)),
      ("open-rows", number(settings.openRows)), ("lane-minutes", number(settings.laneMinutes)),
      ("learn", flag(settings.learn)), ("speak-friendly", flag(settings.speakFriendly)),
      ("lag", settings.lag.map { "\($0) ms" } ?? "as the group says"),
      ("sessions", sessions ?? (try? Places.sessions()) ?? "nowhere: HOME is not set"),
      ("idle", settings.idle.map { $0 == 0 ? "nothing is skipped" : "\($0) s" } ?? "nothing is skipped"),
      ("group", settings.group ?? GroupFile.builtIn.id),
      ("codebook", settings.codebook ?? CodebookFile.builtIn.id), ("keymap", settings.keymap ?? "default"),
      ("keys", changes == 0 ? "as the keymap says" : "\(changes) changed; 'mend keys' shows them"),
    ]
    let place = path.isEmpty ? "HOME is not set: no settings" : "settings: \(path)"
    return [place] + rows.map { "  \($0.padded(to: 15)) \($1)" }
  }
}

extension String {
  fileprivate func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - utf8.count))
  }
}
