import Foundation
import Glibc
import SessionCore
import SessionFiles
import Testing

@Suite struct `The sessions of a folder` {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("mend-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// A log of the sample group with these events.
  @discardableResult
  private func log(_ name: String, _ events: [Event], cutting bytes: Int = 0) throws -> String {
    let text = Array(Sample.log(events).lines.joined())
    let path = folder.appendingPathComponent(name).path
    try Data(text.dropLast(bytes)).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func names(_ glances: [SessionGlance]) -> [String] {
    glances.map { URL(fileURLWithPath: $0.path).lastPathComponent }
  }

  private static let closed = Event.closed(.init(wall: Sample.wall, because: .end))

  @Test func `are told newest first, with what their first and last lines say`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try log("20260101-0900-aaaaaaaa.mend", [.silence(.init()), Self.closed])
    try log("20260301-0900-bbbbbbbb.mend", [.silence(.init())])
    try log("20260201-0900-cccccccc.mend", [])
    let (sessions, unreadable) = SessionGlance.sessions(in: folder.path)
    #expect(unreadable == 0)
    #expect(
      names(sessions) == [
        "20260301-0900-bbbbbbbb.mend", "20260201-0900-cccccccc.mend", "20260101-0900-aaaaaaaa.mend",
      ])
    #expect(sessions.map(\.isClosed) == [false, false, true])
    #expect(sessions.map(\.last.id) == [1, 0, 2])
    #expect(sessions.allSatisfy { $0.opening == Sample.opening && !$0.isInUse })
  }

  @Test func `are not hidden by files that are none, and links and pipes are not waited for`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let good = try log("20260101-0900-aaaaaaaa.mend", [])
    try Data("not a log\n".utf8).write(to: folder.appendingPathComponent("20990101-0900-bad.mend"))
    try Data().write(to: folder.appendingPathComponent("20990102-0900-empty.mend"))
    try Data([UInt8](repeating: 0x41, count: 3_000_000)).write(
      to: folder.appendingPathComponent("20990103-0900-long.mend"))
    symlink(good, folder.appendingPathComponent("20990104-0900-link.mend").path)
    mkfifo(folder.appendingPathComponent("20990105-0900-pipe.mend").path, 0o600)
    try Data().write(to: folder.appendingPathComponent("notes.txt"))
    let (sessions, unreadable) = SessionGlance.sessions(in: folder.path)
    #expect(names(sessions) == ["20260101-0900-aaaaaaaa.mend"])
    #expect(unreadable == 5)
  }

  @Test func `with a torn tail are as far as their last whole line`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try log("20260101-0900-aaaaaaaa.mend", [.silence(.init()), Self.closed], cutting: 5)
    let (sessions, _) = SessionGlance.sessions(in: folder.path)
    #expect(sessions.map(\.last.id) == [1])
    #expect(sessions.map(\.isClosed) == [false])
  }

  @Test func `that somebody else records are told as such`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = try log("20260101-0900-aaaaaaaa.mend", [])
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    #expect(SessionGlance.sessions(in: folder.path).sessions.map(\.isInUse) == [true])
  }

  @Test func `are none where there is no folder`() {
    let (sessions, unreadable) = SessionGlance.sessions(in: folder.path + "/nowhere")
    #expect(sessions.isEmpty && unreadable == 0)
    try? FileManager.default.removeItem(at: folder)
  }
}
