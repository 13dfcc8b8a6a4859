import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  /// A report that is interrupted: its log is as it was, and the new file is there whole or not at all.
  @Suite(.serialized) struct `When a report is interrupted` {
    private static let signals = [SIGINT, SIGTERM, SIGKILL]

    /// Where a report is to go, and what lies there before.
    enum Place: CaseIterable {
      case newFile, fileThatIsThere, newFolder, folderWithTables

      var before: [String: String] {
        switch self {
        case .newFile: ["note.txt": "mine"]
        case .fileThatIsThere: ["report": "old"]
        case .newFolder: [:]
        case .folderWithTables:
          ["report/note.txt": "mine", "report/people.csv": "old", "report/turns.csv": ""]
        }
      }

      var isTables: Bool { self == .newFolder || self == .folderWithTables }

      func begin() throws -> Folder {
        let folder = try Folder()
        if self == .folderWithTables {
          try FileManager.default.createDirectory(
            atPath: folder.path("report"), withIntermediateDirectories: true)
        }
        for (name, text) in before { try folder.write(text, to: name) }
        return folder
      }

      func arguments(of log: String, in folder: Folder) -> [String] {
        ["report", log, "--format", isTables ? "csv" : "html", "-o", folder.path("report"), "--force"]
      }

      /// What is wrong with what lies there now, if anything is.
      ///
      /// - Parameter whole: what a run leaves that nobody disturbs.
      func fault(_ now: [String: String], whole: [String: String]) -> String? {
        // Where tables replace others one after the other, some may be new and some not; each is whole.
        if self == .folderWithTables {
          return Set(now.keys).union(before.keys).first {
            now[$0] != before[$0] && now[$0] != whole[$0]
          }.map { "\($0) is neither old nor new" }
        }
        return now == before || now == whole ? nil : "neither what was there nor the report: \(now.keys)"
      }
    }

    /// A log and what the file system says of it.
    private struct Kept: Equatable {
      let bytes: [UInt8]
      let inode: ino_t
      let changed: Int
      let mode: mode_t

      init(_ folder: Folder) throws {
        bytes = try folder.bytes("log.mend")
        var facts = stat()
        lstat(folder.path("log.mend"), &facts)
        (inode, mode) = (facts.st_ino, facts.st_mode)
        changed = facts.st_mtim.tv_sec * 1_000_000_000 + facts.st_mtim.tv_nsec
      }
    }

    /// A folder in which one log lies, and nothing else.
    private static func source() throws -> Folder {
      let folder = try Folder()
      try FileManager.default.copyItem(
        atPath: WorkedSession.folder.appendingPathComponent("Corpus/session-b.mend").path,
        toPath: folder.path("log.mend"))
      return folder
    }

    /// The files of a folder by name, and apart from them what an interrupted run had begun, which may stay behind.
    private static func files(of folder: Folder) throws -> (kept: [String: String], parts: [String]) {
      var kept: [String: String] = [:]
      var parts: [String] = []
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).sorted() {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: folder.path(name), isDirectory: &isFolder)
        if let part = name.range(of: ".part") {
          if part.upperBound == name.endIndex, !name[..<part.lowerBound].contains(".part/") {
            parts.append(name)
          }
        } else if !isFolder.boolValue {
          kept[name] = try folder.text(name)
        }
      }
      return (kept, parts)
    }

    private static func isForOwnerAlone(_ path: String) -> Bool {
      var facts = stat()
      return lstat(path, &facts) == 0 && facts.st_mode & 0o077 == 0
    }

    @Test(
      .enabled(if: FaultGround.tracing.isThere, "NOT RUN: system calls cannot be traced here"),
      arguments: Place.allCases)
    func `a report interrupted at any system call is there whole or not at all, and its log is as it was`(
      place: Place
    ) throws {
      let source = try Self.source()
      let log = source.path("log.mend")
      let before = try Kept(source)
      // What comes before the writing is the same everywhere.
      let reading = place == .newFile ? ["read"] : []
      let names =
        FaultGround.isLong
        ? ["all"]
        : reading + [
          "write", "fsync", "fchmod", "link", "linkat", "unlink", "unlinkat", "rename", "renameat", "mkdir",
          "rmdir",
        ]
      let first = try place.begin()
      let traces = try Folder()
      let undisturbed = try FaultTrace.start(
        place.arguments(of: log, in: first), trace: names.joined(separator: ","), into: traces)
      undisturbed.endWords()
      #expect(undisturbed.waitForEnd() == .exited(0))
      let whole = try Self.files(of: first).kept
      #expect(whole.count > place.before.count || place == .fileThatIsThere)
      #expect(whole != place.before)
      let calls = FaultTrace.numbered(try FaultTrace.calls(in: traces))
      let tally = FaultTally()
      try FaultTally.each(calls.count) { index in
        let (name, number) = calls[index]
        let signal = Self.signals[index % Self.signals.count]
        let folder = try place.begin()
        let traces = try Folder()
        let run = try FaultTrace.start(
          place.arguments(of: log, in: folder), inject: "\(name):signal=\(signal):when=\(number)",
          into: traces)
        run.endWords()
        let ending = run.waitForEnd()
        let what = "signal \(signal) at \(name) \(number)"
        switch ending {
        case .killed(signal): tally.add("interrupted")
        // Threads share out their calls as it happens, so that a few calls of a run may not come in the next.
        case .exited(0): tally.add("calls that did not come")
        default: tally.violated("\(what): \(ending)")
        }
        let (now, parts) = try Self.files(of: folder)
        if let fault = place.fault(now, whole: whole) { tally.violated("\(what): \(fault)") }
        if parts.count > 1 { tally.violated("\(what): left behind: \(parts)") }
        if !parts.allSatisfy({ Self.isForOwnerAlone(folder.path($0)) }) {
          tally.violated("\(what): left for others to read: \(parts)")
        }
        tally.add(now == whole ? "whole" : now == place.before ? "as before" : "some tables new")
        tally.add("begun and left behind", parts.count)
        // What was left behind is in nobody's way.
        if index.isMultiple(of: 8) {
          #expect(try Program.run(place.arguments(of: log, in: folder)).code == 0)
          if try Self.files(of: folder).kept != whole { tally.violated("\(what): once more gives another") }
        }
      }
      tally.say("reports interrupted at \(calls.count) system calls, \(place)")
      #expect(tally.violations == [])
      #expect(tally["interrupted"] > calls.count * 3 / 4)
      #expect(tally["as before"] > 0 && tally["begun and left behind"] > 0)
      #expect(try Kept(source) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: source.url.path) == ["log.mend"])
    }

    @Test(arguments: signals)
    func `a report that waits for who reads it ends by a signal, and its log is as it was`(signal: Int32)
      throws
    {
      let folder = try Folder()
      // More than a pipe holds and the first look takes, so that it is still writing.
      var chain = LogChain()
      var bytes = try chain.line(of: .opened(Sample.opening), at: .zero).line
      for turn in 1...6_000 {
        bytes += try chain.line(
          of: .turn(Event.Turn(who: turn.isMultiple(of: 2) ? "joe" : "alice")), at: SessionTime(turn * 1_000)
        ).line
      }
      try Data(bytes).write(to: URL(fileURLWithPath: folder.path("log.mend")))
      let before = try Kept(folder)
      let words = ["report", folder.path("log.mend"), "--format", "csv", "--table", "turns"]
      let whole = try Program.run(words).output
      try #require(whole.utf8.count > 4 * 65_536)
      let run = try FaultProcess(Program.path, words)
      run.endWords()
      #expect(run.pump { !$0.answers.isEmpty })
      run.signal(signal)
      #expect(run.waitForEnd() == .killed(signal))
      #expect(run.answers.count < whole.utf8.count)
      #expect(whole.utf8.starts(with: run.answers))
      #expect(run.complaints == [])
      #expect(try Kept(folder) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["log.mend"])
    }
  }
}
