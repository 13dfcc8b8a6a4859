import Glibc
import ObserverUI
import SessionCore
import SessionFiles

/// The settings of whoever runs the program, and what is wrong with them.
///
/// Nothing here ends the program: a wrong setting is named, and the program's own default holds.
struct Preferences {
  private(set) var settings = SettingsFile()
  /// Where the settings are, or would be; empty without a home.
  private(set) var path = ""
  /// What is wrong, a sentence each, with the file and the line before it.
  private(set) var faults: [String] = []

  /// No settings: the program's own defaults, for scripts that must give the same bytes for everybody.
  init() {}

  /// The settings in `config.toml`; none when there is no such file.
  init(reading folder: String?) {
    guard let folder else { return }
    path = folder + "/config.toml"
    guard let bytes = Self.bytes(path, &faults) else { return }
    let (settings, faults) = SettingsFile.read(bytes, path: path)
    self.settings = settings
    self.faults += faults.map(\.description)
  }

  /// The settings of whoever runs the program.
  static func load() -> Preferences { Preferences(reading: Places.configuration) }

  /// What is wrong in few words, for a line of the screen; `nil` when nothing is.
  var remark: String? {
    guard let first = faults.first else { return nil }
    let rest = faults.count > 1 ? " And \(faults.count - 1) more: 'mend settings' lists them." : ""
    return first + rest
  }

  /// Notes something else that is wrong.
  mutating func note(_ fault: String) { faults.append(fault) }

  /// Names what is wrong, on standard error.
  func complain() {
    for fault in faults.prefix(Self.mostSaid) { Output.complain(fault) }
    if faults.count > Self.mostSaid {
      Output.complain("\(faults.count - Self.mostSaid) more; 'mend settings' lists them all.")
    }
  }

  private static let mostSaid = 5

  /// The keymap that was asked for, or the one of the settings, with the bindings of the settings over it.
  ///
  /// - Parameter option: a name or a file, from the command line.
  /// - Throws: what is wrong with the keymap of the command line; that of the settings is only noted.
  mutating func keymap(_ option: String?) throws(Failure) -> Keymap {
    var file = KeymapFile.builtIn
    if let option {
      file = try Keymaps.file(option)
    } else if let name = settings.keymap {
      take("keymap") { (folder) throws(Failure) in
        file = try Keymaps.file(KeymapFile.named(name) == nil ? Places.resolved(name, in: folder) : name)
      }
    }
    return try Keymaps.keymap(of: settings.keys.modes.isEmpty ? file : settings.keys.laid(over: file))
  }

  /// The file of the usual group, if there is one and it is without fault.
  mutating func group() -> String? { checked("group", settings.group) { SessionSetup(group: $0) } }

  /// The usual codebook, if there is one and it is without fault.
  mutating func codebook() -> String? {
    if settings.codebook == CodebookFile.builtIn.id { return settings.codebook }
    return checked("codebook", settings.codebook) { SessionSetup(codebook: $0) }
  }

  /// How screens look.
  var look: Look {
    var look = Look()
    if let theme = settings.theme.flatMap(Theme.named) { look.theme = theme }
    look.hidesNames = settings.seatNumbers ?? look.hidesNames
    look.isFlipped = settings.flipped ?? look.isFlipped
    look.hasBigClock = settings.bigClock ?? look.hasBigClock
    look.openRows = settings.openRows
    look.laneMinutes = settings.laneMinutes
    return look
  }

  /// Whether screens are drawn with ASCII alone; if not, the locale decides.
  var usesASCII: Bool { settings.ascii ?? false }

  /// Whether codes are named in words after they were recorded.
  var learns: Bool { settings.learn ?? false }

  /// Whether changes are said in words, and nothing is drawn.
  var speaks: Bool { settings.speakFriendly ?? false }

  /// How long a stretch without a record is shown in replay, in ms; `nil` for all of it.
  var idle: Int? { settings.idle.flatMap { $0 > 0 ? $0 * 1000 : nil } }

  /// The folder of the logs, if another than the usual one is set.
  var sessions: String? { settings.sessions.map { Places.resolved($0, in: folder) } }

  private var folder: String { String(path.utf8.dropLast("/config.toml".utf8.count)) ?? "" }

  private mutating func checked(
    _ name: String, _ value: String?, _ setup: (String) -> SessionSetup
  ) -> String? {
    guard let value else { return nil }
    var path: String?
    take(name) { (folder) throws(Failure) in
      let resolved = Places.resolved(value, in: folder)
      try setup(resolved).check()
      path = resolved
    }
    return path
  }

  /// Uses a setting, or notes with its line why it cannot be used.
  private mutating func take(_ name: String, _ use: (String) throws(Failure) -> Void) {
    do throws(Failure) {
      try use(folder)
    } catch {
      faults.append("\(path):\(settings.line(of: name)): \(name): \(error.message)")
    }
  }

  /// The bytes of the file; `nil` when there is none, or, with a fault, when it cannot be read.
  private static func bytes(_ path: String, _ faults: inout [String]) -> [UInt8]? {
    guard access(path, F_OK) == 0 || errno != ENOENT && errno != ENOTDIR else { return nil }
    do throws(Failure) {
      return try Places.settings(path)
    } catch {
      faults.append("\(path):1: " + error.message.dropping(path + ": "))
      return nil
    }
  }
}

extension String {
  /// Without these first words, if it begins with them.
  fileprivate func dropping(_ start: String) -> String {
    utf8.starts(with: start.utf8) ? String(Substring(utf8.dropFirst(start.utf8.count))) : self
  }
}
