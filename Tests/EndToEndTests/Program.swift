import Foundation
import SessionCore
import SessionFiles
import TestSupport
import Testing

/// The built program, found beside the running tests.
enum Program {
  /// The path of the built `mend`.
  static let path = beside("mend")

  /// The path of something else that was built beside the running tests.
  static func beside(_ name: String) -> String {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent(name).path
  }

  /// How a run of the program ended.
  struct Outcome {
    let code: Int32
    let output: String
    let complaints: String
  }

  /// After this many seconds a run has hung; it is killed, and its test fails.
  private static let deadline = 240

  /// Runs it without a terminal, with some bytes on standard input, until it ends.
  static func run(_ arguments: String..., input: [UInt8] = [], in folder: Folder? = nil) throws -> Outcome {
    try run(arguments, input: input, in: folder)
  }

  static func run(_ arguments: [String], input: [UInt8] = [], in folder: Folder? = nil) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = environment(folder)
    // Files rather than pipes, so that nobody waits for anybody.
    let place = try Folder()
    let files = try ["in", "out", "err"].map { name -> FileHandle in
      let path = place.path(name)
      try Data(name == "in" ? input : []).write(to: URL(fileURLWithPath: path))
      return try #require(
        name == "in" ? FileHandle(forReadingAtPath: path) : FileHandle(forWritingAtPath: path))
    }
    process.standardInput = files[0]
    process.standardOutput = files[1]
    process.standardError = files[2]
    try process.run()
    let id = process.processIdentifier
    let guardian = DispatchWorkItem { kill(id, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(deadline), execute: guardian)
    process.waitUntilExit()
    guardian.cancel()
    return Outcome(
      code: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try place.text("out"), complaints: try place.text("err"))
  }

  /// Runs a line of shell in which `$MEND` is the program; answers the shell's exit code and output.
  static func shell(_ line: String, in folder: Folder) throws -> Outcome {
    let process = Process()
    // With all that the line starts in the background, which would hold the pipe for ever.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["-s", "KILL", "\(deadline / 2)", "/bin/sh", "-c", line]
    process.environment = environment(folder)
    process.currentDirectoryURL = folder.url
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: String(decoding: text, as: UTF8.self), complaints: "")
  }

  /// Starts it in a terminal of its own.
  static func start(_ arguments: String..., in folder: Folder, rows: Int = 24, columns: Int = 80) throws
    -> Pty
  {
    try start(arguments, in: folder, rows: rows, columns: columns)
  }

  static func start(_ arguments: [String], in folder: Folder, rows: Int = 24, columns: Int = 80) throws
    -> Pty
  {
    try Pty(path, arguments, environment: environment(folder), rows: rows, columns: columns)
  }

  private static func environment(_ folder: Folder?) -> [String: String] {
    ["MEND": path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder?.url.path ?? "/nonexistent"]
      .merging(Coverage.environment) { own, _ in own }
  }
}

/// A folder of its own for one test; it is gone when the test is.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("mend-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url.appendingPathComponent(name)))
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  func write(_ text: String, to name: String) throws {
    try text.write(to: url.appendingPathComponent(name), atomically: false, encoding: .utf8)
  }

  /// Puts something behind what a file holds.
  func append(_ text: String, to name: String) throws {
    let file = try #require(FileHandle(forWritingAtPath: path(name)))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  /// The one log in here, by its name.
  func logName() throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".mend") }
    #expect(names.count == 1, "\(names)")
    return try #require(names.first)
  }

  /// What the one log in here holds.
  func log() throws -> LogReading { LogReading(of: try bytes(logName())) }

  /// The kinds of the records of the one log, without the opening.
  func kinds() throws -> [String] { try log().records.dropFirst().map(\.event.kind) }
}
