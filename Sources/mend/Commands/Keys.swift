import ArgumentParser
import ObserverUI

/// `mend keys`: the keys as they are now.
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Print the keys and the words of line mode.")

  func run() throws { try Output.deliver(KeysDocument(try Keymaps.builtIn()).text) }
}
