import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

/// A directory of a test's own, removed with everything in it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/journal-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } }
    guard made != nil else { throw SystemFault("mkdtemp", errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8], to name: String, mode: mode_t = 0o600) {
    let descriptor = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, mode)
    _ = Glibc.write(descriptor, bytes, bytes.count)
    close(descriptor)
  }

  func bytes(of name: String) throws -> [UInt8] { try LogFile(reading: path + "/" + name).bytes }

  func mode(of path: String) -> mode_t {
    var status = stat()
    lstat(path, &status)
    return status.st_mode & 0o7777
  }
}

@Suite struct `A journal on disk` {
  let scratch: Scratch
  let name = "20260305-1400-01234567.mend"
  var path: String { scratch.path + "/" + name }

  init() throws { scratch = try Scratch() }

  func create(in directory: String? = nil) throws(LogFileError) -> Journal<DiskFile> {
    try Journal.create(Sample.opening, in: directory ?? scratch.path) { _ in }
  }

  func resume(_ path: String? = nil, reopening: Bool = false) throws(LogFileError) -> Journal<DiskFile> {
    try pastOtherLocks { () throws(LogFileError) in
      try Journal.resume(path ?? self.path, reopening: reopening, report: { _ in }) { reading in
        (reading.chain.time.moved(by: 1000), Sample.wall)
      }
    }
  }

  func cause(_ body: () throws(LogFileError) -> Void) -> LogFileError? {
    do throws(LogFileError) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  @Test func `a new log holds its opening, under a name without a person in it`() throws {
    let journal = try create()
    #expect(journal.path == path)
    #expect(journal.history == [Record(id: 0, time: 0, event: .opened(Sample.opening))])
    #expect(LogReading(of: try scratch.bytes(of: name)).records == journal.history)
    try journal.close()
  }

  @Test func `the owner alone may read and write, in directories made for the log too`() throws {
    let journal = try create(in: scratch.path + "/a/b/")
    #expect(scratch.mode(of: journal.path) == 0o600)
    #expect(scratch.mode(of: scratch.path + "/a") == 0o700)
    #expect(scratch.mode(of: scratch.path + "/a/b") == 0o700)
    try journal.close()
  }

  @Test func `a file that is there is never touched`() throws {
    scratch.write(Array("mine".utf8), to: name)
    let error = cause { () throws(LogFileError) in _ = try create() }
    #expect(error?.cause == .exists)
    #expect(error?.exitCode == 73)
    #expect(try scratch.bytes(of: name) == Array("mine".utf8))
  }

  @Test func `a link is not written through`() throws {
    scratch.write(Sample.hundred, to: "target")
    symlink(scratch.path + "/target", path)
    #expect(cause { () throws(LogFileError) in _ = try create() }?.cause == .exists)
    let error = cause { () throws(LogFileError) in _ = try resume(reopening: true) }
    #expect(error?.cause == .link)
    #expect(error?.exitCode == 77)
    #expect(try scratch.bytes(of: "target") == Sample.hundred)
    // Reading follows it.
    #expect(try scratch.bytes(of: name) == Sample.hundred)
  }

  @Test func `a second program is turned away while the first records`() throws {
    let first = try create()
    let error = cause { () throws(LogFileError) in _ = try resume() }
    #expect(error?.cause == .locked)
    #expect(error?.exitCode == 75)
    try first.close()
    try resume().close()
  }

  @Test func `a session cut short goes on, its numbers, chain and time unbroken`() throws {
    var journal = try create()
    _ = try journal.append([.turn(.init(who: "rosa")), .silence()], at: 5000)
    try journal.close()
    var resumed = try resume()
    #expect(resumed.history.map(\.event.kind) == ["opened", "turn", "silence", "reopened"])
    let records = try resumed.append([.lost], at: 10)
    #expect(records == [Record(id: 4, time: 6000, event: .lost)])
    let chain = resumed.chain
    try resumed.close()
    let reading = LogReading(of: try scratch.bytes(of: name))
    #expect(reading.verdict == .intactOpen)
    #expect(reading.chain == chain)
  }

  @Test(arguments: ["{\"n\":2,\"t\":5", "{\"n\":2}\n", "\0\0\0"])
  func `torn bytes stay where they are, and a record accounts for them`(tail: String) throws {
    var journal = try create()
    _ = try journal.append([.lost], at: 5)
    let good = journal.image
    try journal.close()
    let torn = Array(tail.utf8)
    scratch.write(good + torn, to: name)
    let resumed = try resume()
    #expect(resumed.history.map(\.event.kind) == ["opened", "lost", "recovered", "reopened"])
    try resumed.close()
    let bytes = try scratch.bytes(of: name)
    #expect(bytes.starts(with: good + torn))
    #expect(LogReading(of: bytes).verdict == .recovered(isClosed: false))
    // And once more, after a tear in the recovery itself.
    scratch.write(Array(bytes.dropLast(200)), to: name)
    try resume().close()
    let again = LogReading(of: try scratch.bytes(of: name))
    #expect(again.verdict == .recovered(isClosed: false))
    #expect(again.records.map(\.event.kind).suffix(2) == ["recovered", "reopened"])
  }

  @Test func `a closed log is reopened only when that was asked for`() throws {
    scratch.write(Sample.hundred, to: name)
    let error = cause { () throws(LogFileError) in _ = try resume() }
    #expect(error?.cause == .closed)
    #expect(try scratch.bytes(of: name) == Sample.hundred)
    let journal = try resume(reopening: true)
    #expect(journal.history.last?.event == .reopened(Sample.wall))
    try journal.close()
  }

  @Test func `a damaged log is left as it is`() throws {
    var bytes = Sample.hundred
    bytes[2000] ^= 1
    scratch.write(bytes, to: name)
    let error = cause { () throws(LogFileError) in _ = try resume(reopening: true) }
    guard case .damaged(let verdict)? = error?.cause else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(verdict == LogReading(of: bytes).verdict)
    #expect(error?.exitCode == 65)
    #expect(try scratch.bytes(of: name) == bytes)
  }

  @Test func `a log that was removed is noticed`() throws {
    var journal = try create()
    unlink(path)
    _ = try journal.append([.lost], at: 5)
    #expect(throws: LogFileError(path, .changedUnderneath)) { try journal.syncNow() }
  }

  @Test func `a look of the owner's own notices at once`() throws {
    var journal = try create()
    try journal.syncNow()
    journal.look()
    #expect(journal.trouble == nil)
    // The thread, which need not look so often now, still does at once what it is asked.
    _ = try journal.append([.lost], at: 5)
    try journal.syncNow()
    unlink(path)
    journal.look()
    #expect(journal.trouble == SystemFault("fstat", ESTALE))
    journal.look()
    #expect(journal.unsaved == 0)
  }

  @Test(.enabled(if: geteuid() == 0, "NOT RUN: only an administrator can give a file to another"))
  func `a log of another user is not gone on with`() throws {
    try create().close()
    let bytes = try scratch.bytes(of: name)
    #expect(chown(path, 1, 1) == 0)
    let error = cause { () throws(LogFileError) in _ = try resume() }
    #expect(error?.cause == .ownedByAnother)
    #expect(error?.exitCode == 77)
    #expect(try scratch.bytes(of: name) == bytes)
  }

  @Test func `a directory open to others is refused`() throws {
    chmod(scratch.path, 0o777)
    let error = cause { () throws(LogFileError) in _ = try create() }
    #expect(error?.cause == .directoryOpenToOthers)
    #expect(error?.exitCode == 77)
    // Where only owners may rename, as in /tmp, nothing can be exchanged.
    chmod(scratch.path, 0o1777)
    try create().close()
  }

  @Test func `what is no plain file is not waited for`() throws {
    mkfifo(path, 0o600)
    #expect(cause { () throws(LogFileError) in _ = try LogFile(reading: path) }?.cause == .notAFile)
    #expect(cause { () throws(LogFileError) in _ = try resume() }?.cause == .notAFile)
    #expect(cause { () throws(LogFileError) in _ = try LogFile(reading: scratch.path) }?.exitCode == 66)
    #expect(cause { () throws(LogFileError) in _ = try LogFile(reading: "/dev/zero") }?.exitCode == 66)
  }

  @Test func `a file that is not there, or too large, is said to be so`() throws {
    let missing = cause { () throws(LogFileError) in _ = try LogFile(reading: path) }
    #expect(missing?.cause == .cannotOpen(SystemFault("open", ENOENT)))
    #expect(
      missing?.wording == "\(path): it cannot be opened: No such file or directory (open). Check the name.")
    #expect(cause { () throws(LogFileError) in _ = try resume() }?.exitCode == 66)
    scratch.write([], to: "sparse")
    truncate(scratch.path + "/sparse", 1 << 40)
    #expect(
      cause { () throws(LogFileError) in _ = try LogFile(reading: scratch.path + "/sparse") }?.cause
        == .tooLarge)
    #expect(cause { () throws(LogFileError) in _ = try LogFile(reading: "a\0b") }?.exitCode == 66)
    #expect(cause { () throws(LogFileError) in _ = try resume("a\0b") }?.exitCode == 66)
    #expect(cause { () throws(LogFileError) in _ = try create(in: "a\0b") }?.exitCode == 73)
    // Named without a folder, and in the root.
    #expect(cause { () throws(LogFileError) in _ = try resume("no such.mend") }?.exitCode == 66)
    #expect(cause { () throws(LogFileError) in _ = try resume("/no such.mend") }?.exitCode == 66)
    #expect(
      cause { () throws(LogFileError) in _ = try resume(scratch.path + "/none/a.mend") }?.exitCode == 66)
    #expect(cause { () throws(LogFileError) in _ = try resume(scratch.path) }?.cause == .notAFile)
    // Where no file can be made.
    #expect(cause { () throws(LogFileError) in _ = try create(in: "") }?.exitCode == 73)
    #expect(cause { () throws(LogFileError) in _ = try create(in: "/proc/self") }?.exitCode == 73)
    let below = cause { () throws(LogFileError) in _ = try create(in: "/proc/none") }
    #expect(below?.exitCode == 73)
  }

  @Test func `a large file without a line is told by its beginning, and one with a line is taken whole`()
    throws
  {
    let braces = [UInt8](repeating: 0x7B, count: 3 << 20)
    scratch.write(braces, to: name)
    #expect(try LogFile(reading: path).bytes == Array(braces[..<4096]))
    #expect(LogReading(of: try LogFile(reading: path).bytes).verdict == .notALog(.text))
    scratch.write([UInt8](repeating: 0x7B, count: 5 << 20), to: name)
    #expect(try LogFile(reading: path).bytes.count == 4096)
    scratch.write(braces + [0x0A], to: name)
    #expect(try LogFile(reading: path).bytes.count == braces.count + 1)
    #expect(LogReading(of: braces + [0x0A]).verdict == .notALog(.text))
  }

  @Test func `a file that others may read, or that has two names, is worth a remark`() throws {
    scratch.write(Sample.hundred, to: name)
    #expect(try LogFile(reading: path).remarks.isEmpty)
    chmod(path, 0o644)
    link(path, path + "2")
    #expect(try LogFile(reading: path).remarks == [.hardLinked, .openToOthers(mode: 0o644)])
  }

  @Test func `a long log is taken whole`() throws {
    let long = [UInt8](repeating: 0x0A, count: 5 << 20)
    scratch.write(long, to: name)
    #expect(try LogFile(reading: path).bytes == long)
  }

  @Test func `an opening that cannot name a file is refused`() {
    var opening = Sample.opening
    opening.sid = "../../etc/passwd"
    #expect(opening.logName == nil)
    opening = Sample.opening
    opening.wall = WallTime("2026-02-30T14:00:00Z")
    #expect(opening.logName == nil)
    #expect(Sample.opening.logName == name)
    let error = cause { [opening] () throws(LogFileError) in
      _ = try Journal.create(opening, in: scratch.path) { _ in }
    }
    #expect(error?.cause == .unusableOpening)
  }
}
