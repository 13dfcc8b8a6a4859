import Foundation
package import Testing

/// A text that is kept in a file and looked at by people; a difference is a failure that shows itself.
///
/// With `RECORD=1` in the environment the file is written anew, and the test fails all the same, so that nobody
/// takes a recording for a passing run.
package struct Golden {
  private let file: URL
  private let name: String

  /// The golden file at a path inside the package.
  package init(_ path: String) {
    name = path
    file = WorkedSession.folder.deletingLastPathComponent().appendingPathComponent(path)
  }

  private var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }

  /// Compares what was found with the file, line by line.
  package func check(_ found: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let kept = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard !kept.utf8.elementsEqual(found.utf8) else { return }
    let difference = Self.difference(from: kept, to: found)
    guard isRecording else {
      Issue.record(
        "\(name) is stale. RECORD=1 swift test writes it anew.\n\(difference)", sourceLocation: sourceLocation
      )
      return
    }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try found.write(to: file, atomically: true, encoding: .utf8)
    Issue.record(
      "\(name) was written anew; look at it, then run without RECORD.\n\(difference)",
      sourceLocation: sourceLocation)
  }

  private static func difference(from old: String, to new: String) -> String {
    new.lines.difference(from: old.lines).map { change in
      switch change {
      case .insert(let line, let text, _): "+\(line + 1) \(text)"
      case .remove(let line, let text, _): "-\(line + 1) \(text)"
      }
    }.joined(separator: "\n")
  }
}

extension String {
  /// Its lines, told apart at line feeds; of `a` LF `b` LF there are two and an empty one.
  package var lines: [String] {
    utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
  }
}
