import Foundation
import TestSupport

/// A Python that has a module, found on this machine, to read what was written with other people's eyes.
struct Python {
  private let path: String

  /// `nil` when there is none; the test then says NOT RUN. Debian's own may have what another on the path lacks.
  init?(with module: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let all = (folders + ["/usr/bin"]).map { $0 + "/python3" }
    let found = all.first { path in
      FileManager.default.isExecutableFile(atPath: path)
        && Self.run(path, ["-c", "import \(module)"])?.code == 0
    }
    guard let found else { return nil }
    path = found
  }

  /// Runs a script of `Tests/SessionReportsTests/Scripts`.
  func run(_ script: String, _ arguments: [String]) -> (code: Int32, output: String)? {
    let file = WorkedSession.folder.appendingPathComponent("SessionReportsTests/Scripts/\(script)")
    return Self.run(path, [file.path] + arguments)
  }

  /// Runs a script that a test wrote, in a folder.
  func run(file: String, in folder: URL) -> (code: Int32, output: String)? {
    Self.run(path, [file], in: folder)
  }

  /// Runs a program to its end, and answers its exit code and everything it said; `nil` when it cannot be run.
  static func run(_ path: String, _ arguments: [String], in folder: URL? = nil) -> (
    code: Int32, output: String
  )? {
    let process = Process()
    if let folder { process.currentDirectoryURL = folder }
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}

/// A folder for the files of one test; it is gone when the test is.
final class ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("mend-reports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a text to a file in here; its path.
  func write(_ text: String, to name: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }
}
