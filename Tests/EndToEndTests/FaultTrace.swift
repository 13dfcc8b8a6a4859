import Foundation
import TestSupport

/// The program under strace, which watches its system calls and puts faults under them.
enum FaultTrace {
  /// One call, as it ended.
  struct Call {
    let thread: Int
    let name: String
    /// Everything after the name.
    let rest: String

    /// The descriptor it was about, when that comes first.
    var descriptor: Int? { Int(rest.dropFirst().prefix { $0.isNumber }) }
    /// Whether the fault was put there by the test.
    var isInjected: Bool { rest.contains("(INJECTED)") }
  }

  private static let file = "calls.trace"

  /// Starts the program; what it calls is written into the folder.
  ///
  /// - Parameters:
  ///   - trace: the names of the calls that are watched.
  ///   - inject: a fault, as strace writes it: `NAME:error=EIO:when=1+`.
  ///   - path: a file that is there; other files' calls are then left alone.
  static func start(
    _ arguments: [String], trace: String? = nil, inject: String? = nil, on path: String? = nil,
    into folder: Folder
  ) throws -> FaultProcess {
    let watched = trace ?? inject.map { String($0.prefix { $0 != ":" }) } ?? "all"
    var options = ["-f", "-qq", "-o", folder.path(file), "-e", "trace=\(watched)", "-e", "signal=none"]
    if let inject { options += ["-e", "inject=\(inject)"] }
    if let path { options += ["-P", path] }
    return try FaultProcess("/usr/bin/strace", options + [Program.path] + arguments)
  }

  /// The calls that were made, in the order in which they ended.
  static func calls(in folder: Folder) throws -> [Call] {
    // A call that another thread came between is written in two halves.
    var halves: [Int: String] = [:]
    return try folder.text(file).lines.compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let thread = Int(parts[0]) else { return nil }
      var text = String(parts[1].drop { $0 == " " })
      if let half = text.range(of: " <unfinished ...>") {
        halves[thread] = String(text[..<half.lowerBound])
        return nil
      }
      if text.hasPrefix("<... "), let end = text.range(of: " resumed>") {
        text = (halves.removeValue(forKey: thread) ?? "") + text[end.upperBound...]
      }
      guard let open = text.firstIndex(of: "(") else { return nil }
      return Call(thread: thread, name: String(text[..<open]), rest: String(text[open...]))
    }
  }

  /// Each call that can be told from the others by its name and its number among those of its thread; not the last
  /// one of all, which cannot be interrupted.
  static func numbered(_ calls: [Call]) -> [(name: String, number: Int)] {
    var most: [String: Int] = [:]
    for thread in Dictionary(grouping: calls, by: \.thread).values {
      for (name, calls) in Dictionary(grouping: thread, by: \.name) {
        most[name] = max(most[name] ?? 0, calls.count)
      }
    }
    most["exit_group"] = nil
    return most.sorted { $0.key < $1.key }.flatMap { name, count in (1...count).map { (name, $0) } }
  }
}

extension Folder {
  /// Takes away what is in it.
  func empty() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: url.path) {
      try FileManager.default.removeItem(atPath: path(name))
    }
  }
}
