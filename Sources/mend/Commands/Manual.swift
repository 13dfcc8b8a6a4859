import ArgumentParser

/// `mend manual`: the manual page, made of what every command says of itself.
struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page, for man(1).", shouldDisplay: false)

  func run() throws { try Output.deliver(ManualPage.text) }
}

/// The manual page in the language of man(7).
enum ManualPage {
  static var text: String {
    var lines = [
      ".\\\" Made by 'mend manual'; do not edit.", ".TH MEND 1 \"\" \"\(Mend.version)\" \"Mend\"", ".SH NAME",
      "mend \\- " + escaped("live coding of alliance ruptures and repairs in a group"), ".SH SYNOPSIS",
      ".B mend",
      ".br", ".B mend", ".I command", "[\\fIoptions\\fR]", ".SH DESCRIPTION",
    ]
    lines += paragraphs(description) + [".SH COMMANDS"]
    for (words, type) in commands(of: Mend.self, named: []) { lines += section(words, type) }
    lines += [".SH FILES"] + list(files) + [".SH ENVIRONMENT"] + list(environment)
    lines += [".SH EXIT STATUS"] + list(codes)
    lines += [".SH SEE ALSO"] + paragraphs(["mend keys prints every key and every word of line mode."])
    return lines.joined(separator: "\n") + "\n"
  }

  private static let description = [
    "Mend records who has the floor in a group, where the alliance breaks and how it is mended, in one or two keys a mark. "
      + "Every key is a line in a log that proves itself; reports are computed from it.",
    "Without a command mend opens its start screen: a session to go on with, a new one, a replay, a demonstration.",
  ]

  private static let files: [(label: String, words: String)] = [
    ("~/.config/mend/config.toml", "Settings. There need be none; 'mend settings' prints what holds."),
    ("~/.config/mend/groups/", "Groups that were set up on the start screen, a file each."),
    ("~/.config/mend/codebooks/", "Codebooks that the start screen offers."),
    ("~/.local/share/mend/sessions/", "The logs, a file a session, for their owner alone."),
    ("~/.local/state/mend/rescue/", "Sessions that could not be saved beside their own log."),
  ]

  private static let environment: [(label: String, words: String)] = [
    (
      "XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME",
      "Other places for the files above; relative paths are ignored."
    ),
    ("NO_COLOR", "Set and not empty: nothing is coloured."),
    ("TERM", "The type of the terminal."),
  ]

  private static let codes: [(label: String, words: String)] = [
    ("0", "Done."), ("1", "Usable, with remarks."), ("64", "The command line is wrong."),
    ("65", "The data are damaged."),
    ("66", "A file cannot be opened."), ("73", "A file cannot be made."), ("74", "Something was not saved."),
    ("75", "Another program has the log."),
    ("78", "The settings, the codebook or the terminal cannot be used."),
  ]

  // MARK: Commands

  /// Every command that is shown, with the words that call it.
  private static func commands(
    of type: any ParsableCommand.Type, named words: [String]
  ) -> [(words: [String], type: any ParsableCommand.Type)] {
    type.configuration.subcommands.filter { $0.configuration.shouldDisplay }.flatMap { type in
      let words = words + [type.configuration.commandName ?? ""]
      let below = commands(of: type, named: words)
      return below.isEmpty ? [(words, type)] : below
    }
  }

  private static func section(_ words: [String], _ type: any ParsableCommand.Type) -> [String] {
    let help = HelpText(Mend.helpMessage(for: type, columns: 10_000))
    var lines = [
      ".SS " + escaped("mend " + words.joined(separator: " ")), escaped(type.configuration.abstract),
    ]
    if !type.configuration.discussion.isEmpty {
      lines += [".PP"] + paragraphs([type.configuration.discussion])
    }
    return lines
      + list(help.entries.filter { !$0.label.hasPrefix("-h,") && !$0.label.hasPrefix("--version") })
  }

  // MARK: Roff

  private static func list(_ entries: [(label: String, words: String)]) -> [String] {
    entries.flatMap { [".TP", ".B " + escaped($0.label), escaped($0.words)] }
  }

  private static func paragraphs(_ texts: [String]) -> [String] {
    Array(texts.map { [escaped($0)] }.joined(separator: [".PP"]))
  }

  /// Text that means itself: no command at the start of the line, no escape, and hyphens that can be copied.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "\n": escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped.utf8.first == UInt8(ascii: ".") ? "\\&" + escaped : escaped
  }
}

/// The arguments and options in a command's help, each with its words.
private struct HelpText {
  private(set) var entries: [(label: String, words: String)] = []

  /// - Parameter text: the help of one command, wide enough that no line of it was broken.
  init(_ text: String) {
    var isInside = false
    for line in text.utf8.split(separator: 0x0A).map({ String(Substring($0)) }) {
      let indent = line.utf8.prefix { $0 == 0x20 }.count
      if indent == 0 {
        isInside = line.hasPrefix("ARGUMENTS:") || line.hasPrefix("OPTIONS:")
      } else if isInside, indent == 2 {
        let (label, words) = Self.split(line)
        entries.append((label, words))
      } else if isInside, !entries.isEmpty {
        // A label that left no room for its words has them in the next line.
        entries[entries.count - 1].words += Self.trimmed(line)
      }
    }
  }

  /// A label and its words, which two blanks or more keep apart.
  private static func split(_ line: String) -> (label: String, words: String) {
    let bytes = Array(line.utf8.dropFirst(2))
    let gap = bytes.indices.dropLast().first { bytes[$0] == 0x20 && bytes[$0 + 1] == 0x20 } ?? bytes.count
    return (
      String(decoding: bytes[..<gap], as: UTF8.self), trimmed(String(decoding: bytes[gap...], as: UTF8.self))
    )
  }

  private static func trimmed(_ text: String) -> String { String(Substring(text.utf8.drop { $0 == 0x20 })) }
}
