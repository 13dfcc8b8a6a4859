import SessionCore
import TerminalKit

extension DeskScript {
  /// Joe speaks at 0:10; Chris complains of him at 0:20, which opens episode 2, and takes the floor at 0:30.
  static func started() throws -> DeskScript {
    var script = try DeskScript()
    try script.press("1", at: "0:10")
    try script.press("c 2 r", at: "0:20")
    try script.press("2", at: "0:30")
    return script
  }

  static let minute = SessionTime(60_000)

  /// What the desk records for a key script after Joe took the floor at 0:10 and an episode opened at 0:20.
  static func recorded(
    _ keys: String, at clock: String = "1:00", before: String = ""
  ) throws -> [Event] {
    var script = try DeskScript.started()
    try script.press(before, at: "0:50")
    let count = script.records.count
    try script.press(keys, at: clock)
    return script.records.dropFirst(count).map(\.event)
  }
}
