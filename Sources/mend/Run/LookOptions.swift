import ArgumentParser
import ObserverUI

/// How a screen looks, as options of every command that has one.
struct LookOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("night (dim, the default), day or plain.", valueName: "name"),
    completion: .list(Theme.all.map(\.name)))
  var theme: String?
  @Flag(help: "Draw with ASCII only.") var ascii = false

  /// What was chosen before, with what these options say instead.
  func look(over chosen: Look = Look()) throws(Failure) -> Look {
    guard let theme else { return chosen }
    guard let known = Theme.named(theme) else {
      let names = Theme.all.map(\.name).joined(separator: ", ")
      throw Failure("--theme is one of \(names), not '\(theme)'.", code: Failure.usage)
    }
    var look = chosen
    look.theme = known
    return look
  }
}
