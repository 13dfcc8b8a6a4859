/// What somebody has chosen for themselves, once and for every session: `config.toml`.
///
/// `docs/settings.md` explains each setting. Whatever is absent is `nil`, and the program's own default holds.
package struct SettingsFile: Hashable, Sendable {
  /// The name of a theme.
  package var theme: String?
  /// Whether only ASCII is drawn.
  package var ascii: Bool?
  /// Whether people are shown by their seats' numbers instead of by their labels.
  package var seatNumbers: Bool?
  /// Whether the seats are drawn in the opposite order.
  package var flipped: Bool?
  /// Whether the clock is drawn large from the beginning.
  package var bigClock: Bool?
  /// How many open ruptures have a row of their own.
  package var openRows: Int?
  /// How many minutes the lanes show.
  package var laneMinutes: Int?
  /// Whether each mark is explained after it was made.
  package var learn: Bool?
  /// Whether changes are spoken, a line each, instead of drawn.
  package var speakFriendly: Bool?
  /// The reaction-time offset in ms.
  package var lag: Int?
  /// The folder of the logs.
  package var sessions: String?
  /// In a replay, stretches without a record longer than so many seconds are cut down to that; 0 keeps them.
  package var idle: Int?
  /// The file of the usual group.
  package var group: String?
  /// The usual codebook: a file, or the name of the one that is compiled in.
  package var codebook: String?
  /// A keymap: a file, or the name of one that is compiled in.
  package var keymap: String?
  /// Bindings laid over that keymap; without modes when there are none.
  package var keys = KeymapFile(modes: [])
  /// The line of every setting that is there, by its name in the file.
  private var lines: [String: Int] = [:]

  /// No setting at all.
  package init() {}

  /// The themes there are.
  package static let themes = ["night", "day", "plain"]

  /// The names of all settings, as the file has them.
  package static let names = [
    "theme", "ascii", "seat-numbers", "flipped", "big-clock", "open-rows", "lane-minutes", "learn",
    "speak-friendly", "lag", "sessions", "idle", "group", "codebook", "keymap", "keys",
  ]

  /// The line of a setting; 1 when it is not there.
  package func line(of name: String) -> Int { lines[name] ?? 1 }

  /// The settings in the bytes of a file, and everything that is wrong with them.
  ///
  /// What is wrong is left out, and the rest holds. A file that is no TOML sets nothing.
  package static func read(_ bytes: [UInt8], path: String) -> (settings: SettingsFile, faults: [Fault]) {
    var notes = FaultNotes(path: path)
    var settings = SettingsFile()
    do throws(Faults) {
      settings.take(try SettingsValue.document(bytes, &notes), &notes)
    } catch {
      return (SettingsFile(), error.all)
    }
    return (settings, notes.all)
  }

  private mutating func take(_ entries: [SettingsEntry], _ notes: inout FaultNotes) {
    let fields = Fields(
      entries, line: 1, subject: "This file", kind: "A settings file", known: Self.names, &notes)
    for entry in entries { lines[entry.key] = entry.value.line }
    theme = fields.word("theme", of: Self.themes, &notes)
    ascii = fields.flag("ascii", &notes)
    seatNumbers = fields.flag("seat-numbers", &notes)
    flipped = fields.flag("flipped", &notes)
    bigClock = fields.flag("big-clock", &notes)
    openRows = fields.number("open-rows", in: 1...26, &notes)
    laneMinutes = fields.number("lane-minutes", in: 2...120, &notes)
    learn = fields.flag("learn", &notes)
    speakFriendly = fields.flag("speak-friendly", &notes)
    lag = fields.number("lag", in: 0...30_000, &notes)
    idle = fields.number("idle", in: 0...3600, &notes)
    sessions = fields.has("sessions") ? fields.text("sessions", upTo: 1000, &notes) : nil
    group = fields.has("group") ? fields.text("group", upTo: 1000, &notes) : nil
    codebook = fields.has("codebook") ? fields.text("codebook", upTo: 1000, &notes) : nil
    keymap = fields.has("keymap") ? fields.text("keymap", upTo: 1000, &notes) : nil
    keys = KeymapFile.changes(fields.table("keys", &notes), knowing: .builtIn, in: "keys.", &notes)
  }
}
