import ArgumentParser
import ObserverUI

/// `mend keys`: the keys as they are now.
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Print the keys as they are now, and the words of line mode.",
    discussion: "What a keymap or the settings have changed is marked, with the keys that are built in.")

  @Option(
    help: ArgumentHelp("A keymap: default, left-hand, number-pad or a file.", valueName: "name|file"),
    completion: .settingsFile)
  var keymap: String?

  func run() throws {
    var preferences = Preferences.load()
    let map = try preferences.keymap(keymap)
    preferences.complain()
    try Output.deliver(KeysDocument(map, changedFrom: try Keymaps.builtIn()).text)
  }
}
