import Foundation
import Glibc
import SessionCore
import SessionFiles
import Synchronization
import TestSupport
import Testing

/// What happens when the system refuses a call that it never would refuse a test by itself, or a file changes between
/// two calls.
@Suite(.enabled(if: HeldCalls.isThere, Comment(rawValue: HeldCalls.without)))
struct `When the system refuses a call` {
  /// A call that is refused once: by its name, how many of that name come before, and with what.
  struct Refused: CustomTestStringConvertible, Sendable {
    let call: String
    let before: Int
    let code: Int32
    let cause: LogFileError.Cause

    init(_ call: String, _ before: Int, _ code: Int32, _ cause: LogFileError.Cause) {
      (self.call, self.before, self.code, self.cause) = (call, before, code, cause)
    }

    var testDescription: String { "\(call) \(before)" }
  }

  let scratch: Scratch
  let name = "20260305-1400-01234567.mend"
  var path: String { scratch.path + "/" + name }

  init() throws { scratch = try Scratch() }

  /// What a piece of work says when one of its calls is refused.
  private func cause(
    _ refused: Refused, _ work: @escaping @Sendable () throws(LogFileError) -> Void
  ) -> LogFileError.Cause? {
    let outcome = HeldCalls.during([refused.call]) { call in
      call.before == refused.before ? .refuse(refused.code) : .goOn
    } _: { () -> LogFileError? in
      do throws(LogFileError) {
        try work()
        return nil
      } catch {
        return error
      }
    }
    return outcome.flatMap(\.self)?.cause
  }

  private static func create(in directory: String) throws(LogFileError) {
    let journal = try Journal.create(Sample.opening, in: directory) { _ in }
    try journal.close()
  }

  private func names() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: scratch.path).sorted()
  }

  // MARK: Beginning a log

  @Test(arguments: [
    Refused("open", 0, EMFILE, .cannotCreate(SystemFault("open", EMFILE))),
    Refused("open", 1, EMFILE, .cannotCreate(SystemFault("open", EMFILE))),
    Refused("fcntl", 0, EMFILE, .cannotOpen(SystemFault("fcntl", EMFILE))),
    Refused("fcntl", 1, EMFILE, .cannotOpen(SystemFault("fcntl", EMFILE))),
    Refused("fstat", 0, EIO, .cannotOpen(SystemFault("fstat", EIO))),
    Refused("fstat", 1, EIO, .cannotOpen(SystemFault("fstat", EIO))),
    Refused("fstat", 2, EIO, .cannotCreate(SystemFault("fstat", EIO))),
    Refused("fchmod", 0, EPERM, .cannotCreate(SystemFault("fchmod", EPERM))),
    Refused("flock", 0, ENOLCK, .lockUnsupported(SystemFault("flock", ENOLCK))),
    Refused("pthread_create", 0, EAGAIN, .cannotOpen(SystemFault("pthread_create", EAGAIN))),
    Refused("write", 0, ENOSPC, .cannotCreate(SystemFault("write", ENOSPC))),
    Refused("write", 0, EIO, .cannotCreate(SystemFault("write", EIO))),
  ]) func `no log is begun, and nothing of one is left`(refused: Refused) throws {
    let directory = scratch.path
    #expect(cause(refused) { () throws(LogFileError) in try Self.create(in: directory) } == refused.cause)
    #expect(try names() == [])
  }

  @Test(arguments: [
    Refused("open", 2, EMFILE, .cannotCreate(SystemFault("open", EMFILE))),
    Refused("fchmod", 0, EPERM, .cannotCreate(SystemFault("fchmod", EPERM))),
    Refused("fsync", 0, EIO, .cannotCreate(SystemFault("fsync", EIO))),
    Refused("fcntl", 1, EMFILE, .cannotOpen(SystemFault("fcntl", EMFILE))),
  ]) func `no log is begun in a directory that cannot be made as it should be`(refused: Refused) throws {
    let directory = scratch.path + "/logs"
    #expect(cause(refused) { () throws(LogFileError) in try Self.create(in: directory) } == refused.cause)
    #expect(try names() == ["logs"])
  }

  @Test func `a directory is made where the program stands, too`() throws {
    let made = inDirectory(scratch.path) { () -> Bool in
      (try? Self.create(in: "logs")) != nil
    }
    guard let made else {
      print("NOT RUN: a thread gets no working directory of its own here (unshare)")
      return
    }
    #expect(made)
    #expect(try names() == ["logs", "logs/" + name])
  }

  @Test func `an opening too long for a line begins no log`() throws {
    var opening = Sample.opening
    opening.group = String(repeating: "long ", count: 300_000)
    let error = #expect(throws: LogFileError.self) {
      let journal = try Journal.create(opening, in: scratch.path) { _ in }
      try journal.close()
    }
    guard case .tooLong? = error?.cause else { Issue.record("\(String(describing: error))"); return }
    #expect(try names() == [])
  }

  // MARK: Going on with one

  @Test(arguments: [
    Refused("open", 1, EACCES, .notPermitted(SystemFault("open", EACCES))),
    Refused("fstat", 0, EIO, .cannotOpen(SystemFault("fstat", EIO))),
    Refused("fstat", 1, EIO, .cannotOpen(SystemFault("fstat", EIO))),
    Refused("fstat", 2, EIO, .cannotOpen(SystemFault("fstat", EIO))),
    Refused("fstat", 3, EIO, .cannotOpen(SystemFault("fstat", EIO))),
    Refused("fcntl", 1, EMFILE, .cannotOpen(SystemFault("fcntl", EMFILE))),
    Refused("flock", 0, ENOLCK, .lockUnsupported(SystemFault("flock", ENOLCK))),
    Refused("pread", 0, EIO, .cannotOpen(SystemFault("read", EIO))),
    Refused("pthread_create", 0, EAGAIN, .cannotOpen(SystemFault("pthread_create", EAGAIN))),
  ]) func `a log is left as it was`(refused: Refused) throws {
    let bytes = Sample.log([.lost, .regained]).lines.flatMap { $0 }
    scratch.write(bytes, to: name)
    let path = path
    let cause = cause(refused) { () throws(LogFileError) in
      let journal = try Journal.resume(path, report: { _ in }) { ($0.chain.time, Sample.wall) }
      try journal.close()
    }
    #expect(cause == refused.cause)
    #expect(try scratch.bytes(of: name) == bytes)
  }

  @Test(arguments: ["flock", "write", "fsync", "fchmod"])
  func `a call that a signal interrupts is made again`(call: String) throws {
    let directory = scratch.path + "/logs"
    let refused = Refused(call, 0, EINTR, .closed)
    #expect(cause(refused) { () throws(LogFileError) in try Self.create(in: directory) } == nil)
    #expect(try LogReading(of: scratch.bytes(of: "logs/" + name)).records.count == 1)
  }

  @Test func `a session is saved elsewhere once there is a thread for it`() throws {
    let (directory, path) = (scratch.path, path)
    let reports = HeldCalls.during(["fsync", "pthread_create"]) { call in
      switch (call.name, call.before) {
      case ("fsync", 0): .refuse(EIO)
      // The first is for the log's own disk, the second for another file.
      case ("pthread_create", 1): .refuse(EAGAIN)
      default: .goOn
      }
    } _: { () -> [SyncReport] in
      let reports = Reports()
      guard var journal = try? Journal.create(Sample.opening, in: directory, report: reports.take) else {
        return []
      }
      _ = journal.settle(within: 60_000)
      try? journal.close()
      return reports.taken
    }
    let rescued = String(path.dropLast(5)) + "-r1.mend"
    #expect(
      reports == [
        .failed(.notSynced(SystemFault("fsync", EIO))),
        .failed(.notRescued(SystemFault("pthread_create", EAGAIN))), .moved(to: rescued),
        .saved(upTo: 0),
      ])
    #expect(try LogFile(reading: rescued).bytes == scratch.bytes(of: name))
  }

  private final class Reports: Sendable {
    private let all = Mutex<[SyncReport]>([])
    var taken: [SyncReport] { all.withLock { $0 } }
    var take: @Sendable (SyncReport) -> Void { { report in self.all.withLock { $0.append(report) } } }
  }

  // MARK: Reading

  @Test(arguments: [
    Refused("open", 0, EACCES, .notPermitted(SystemFault("open", EACCES))),
    Refused("fstat", 0, EIO, .cannotOpen(SystemFault("fstat", EIO))),
    Refused("fstat", 3, EIO, .cannotOpen(SystemFault("fstat", EIO))),
    Refused("pread", 0, EIO, .cannotOpen(SystemFault("read", EIO))),
  ]) func `a log is not read in part`(refused: Refused) throws {
    scratch.write(Sample.log([.lost]).lines.flatMap { $0 }, to: name)
    let path = path
    #expect(cause(refused) { () throws(LogFileError) in _ = try LogFile(reading: path) } == refused.cause)
  }

  @Test func `a log is read though nobody can say who else may read it`() throws {
    scratch.write(Sample.log([.lost]).lines.flatMap { $0 }, to: name, mode: 0o644)
    let path = path
    let file = HeldCalls.during(["fstat"]) {
      $0.before == 1 ? .refuse(EIO) : .goOn
    } _: {
      try? LogFile(reading: path)
    }
    #expect(file.flatMap(\.self)?.remarks == [])
    #expect(try LogFile(reading: path).remarks == [.openToOthers(mode: 0o644)])
  }

  /// What is read of a file that changes while its first bytes are read.
  private func read(_ bytes: [UInt8], while change: @escaping (Int32) -> Void) -> [UInt8]? {
    scratch.write(bytes, to: name)
    let path = path
    let file = HeldCalls.during(["pread"]) { call in
      if call.before == 0 { change(call.first) }
      return .goOn
    } _: {
      try? LogFile(reading: path)
    }
    return file.flatMap(\.self)?.bytes
  }

  @Test func `of a log that grows meanwhile whole lines are read`() throws {
    let lines = Sample.log([.lost, .regained]).lines
    let whole = lines.flatMap { $0 }
    let path = path
    let grow: (Int32) -> Void = { _ in
      let end = open(path, O_WRONLY | O_APPEND)
      _ = Glibc.write(end, "more", 4)
      close(end)
    }
    #expect(read(whole, while: grow) == whole)
    #expect(read(whole.dropLast(3), while: grow) == lines.dropLast().flatMap { $0 })
    #expect(read(Array("no line".utf8), while: grow) == [])
    #expect(read(whole, while: { _ in truncate(path, 100) }) == Array(whole.prefix(100)))
  }

  @Test(arguments: [false, true])
  func `a large file without a line is told by its beginning where holes are not told`(hasLine: Bool) throws {
    scratch.write(Array("begin".utf8), to: name)
    let path = path
    truncate(path, off_t(LogLimits.lineRead + 5000))
    if hasLine {
      let end = open(path, O_WRONLY | O_APPEND)
      _ = Glibc.write(end, "\n", 1)
      close(end)
    }
    let file = HeldCalls.during(["lseek"]) { _ in
      .refuse(EINVAL)
    } _: {
      try? LogFile(reading: path)
    }
    let bytes = try #require(file.flatMap(\.self)?.bytes)
    #expect(bytes.starts(with: "begin".utf8))
    #expect(bytes.count == (hasLine ? LogLimits.lineRead + 5001 : 4096))
  }

  @Test func `a log in the place of which another stands by and by is not taken for whole`() throws {
    func log(_ who: String) -> [UInt8] {
      Array(
        Sample.log((0..<12_000).map { _ in Event.turn(.init(who: MemberID(who), to: "ines")) }).lines.joined()
      )
    }
    let (one, other) = (log("rosa"), log("milo"))
    try #require(one.count == other.count && one.count > 1_000_000)
    scratch.write(one, to: name)
    let (path, scratch, name) = (path, scratch, name)
    // With one thread pieces are read one after the other.
    let reading = HeldCalls.during(["pread", "pthread_create"]) { call in
      if call.name == "pthread_create" { return .refuse(EAGAIN) }
      if call.before == 4 { scratch.write(other, to: name) }
      return .goOn
    } _: {
      try? LogReading(of: OpenLog(path)) { _ in }
    }
    let verdict = try #require(reading.flatMap(\.self)?.verdict)
    #expect(verdict.exitCode == 65, "\(verdict)")
  }
}
