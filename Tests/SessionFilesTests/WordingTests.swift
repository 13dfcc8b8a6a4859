import Glibc
import SafeText
import SessionCore
import SessionFiles
import Testing

/// Every fault, in words.
@Suite struct `What is said of a fault` {
  static let faults: [LogFileError.Cause] = {
    let fault = SystemFault("fsync", EIO)
    return [
      .exists, .locked, .lockUnsupported(fault), .cannotCreate(fault), .cannotOpen(fault), .notAFile,
      .tooLarge,
      .link, .notPermitted(fault), .ownedByAnother, .directoryOpenToOthers,
      .damaged(.corrupt(line: 3, .doesNotProveItself)), .closed, .unusableOpening,
      .notWritten(kept: [], fault), .notWritten(kept: [], SystemFault("write", ENOSPC)), .notSynced(fault),
      .notRescued(fault), .changedUnderneath, .tooLong(LineTooLong(bytes: 70_000)),
    ]
  }()

  @Test(arguments: faults) func `names the file and the cause, and differs from every other`(
    cause: LogFileError.Cause
  ) {
    let error = LogFileError("a\u{1B}[2J.mend", cause)
    #expect(error.wording.hasPrefix("a^[[2J.mend: "))
    #expect(error.wording.hasSuffix("."))
    #expect(Self.faults.count { $0.wording == cause.wording } == 1)
    // What the system said is in it, where it said anything.
    if let fault = cause.fault { #expect(cause.wording.contains(fault.wording)) }
    #expect([65, 66, 73, 74, 75, 77].contains(error.exitCode))
  }

  static let lines: [LineFault.Cause] = [
    .tooLong, .invalidUTF8, .nul, .rawControl, .blank, .notAnObject, .endsTooEarly, .textAfterObject,
    .notAName,
    .noColon, .trailingComma, .notAValue, .noComma, .duplicate("a"), .badEscape, .loneSurrogate, .leadingZero,
    .negativeZero, .notAWholeNumber, .tooLarge, .tooDeep, .tooManyMembers, .noSuffix, .envelope,
    .missing("a"),
    .wrongType("a", expected: .text), .wrongType("a", expected: .integer),
    .wrongType("a", expected: .boolean),
    .wrongType("a", expected: .list), .wrongType("a", expected: .object),
    .wrongType("a", expected: .integerOrNull), .wrongType("a", expected: .integerOrText),
    .outOfRange("a", 1...5), .outOfRange("a", 0...9_007_199_254_740_991), .unknownValue("a"),
    .notHex("a", digits: 32), .sealed, .newerVersion(7),
  ]

  @Test(arguments: lines) func `in a line is told apart from every other`(cause: LineFault.Cause) {
    let wording = LineFault(offset: 3, cause: cause).wording
    #expect(!wording.isEmpty)
    #expect(Self.lines.count { LineFault(offset: 3, cause: $0).wording == wording } == 1)
    let verdict = LogVerdict.corrupt(line: 4, .fault(LineFault(offset: 3, cause: cause))).wording(
      for: "a.mend")
    #expect(verdict.hasPrefix("a.mend:5: byte 3: \(wording)."))
  }

  @Test func `about a whole log names the line, counted from 1`() {
    let verdicts: [(LogVerdict, String)] = [
      (.intactClosed, "a:"), (.intactOpen, "a:"), (.recovered(isClosed: false), "a:"),
      (.recovered(isClosed: true), "a:"), (.torn(line: 1, offset: 9, length: 1, endsInLF: true), "a:2:"),
      (.torn(line: 1, offset: 9, length: 5, endsInLF: true), "a:2:"),
      (.torn(line: 1, offset: 9, length: 5, endsInLF: false), "a:2:"),
      (.corrupt(line: 2, .doesNotProveItself), "a:3:"), (.corrupt(line: 2, .secondOpening), "a:3:"),
      (.corrupt(line: 2, .nothingToRecover), "a:3:"), (.corrupt(line: 0, .noOpening(kind: "turn")), "a:1:"),
      (.corrupt(line: 2, .timeGoesBack(from: SessionTime(9), to: SessionTime(8))), "a:3:"),
      (.corrupt(line: 0, .fault(LineFault(offset: 0, cause: .sealed))), "a:"),
      (.outOfPlace(line: 2, .missing(from: 0, to: 0)), "a:3:"),
      (.outOfPlace(line: 2, .missing(from: 3, to: 3)), "a:3:"),
      (.outOfPlace(line: 2, .missing(from: 3, to: 5)), "a:3:"), (.outOfPlace(line: 2, .again(1)), "a:3:"),
      (.outOfPlace(line: 2, .foreign), "a:3:"), (.outOfPlace(line: 2, .anotherLog), "a:3:"),
      (.changedAfterClosing(line: 2), "a:3:"), (.changedByEditor(.byteOrderMark), "a:"),
      (.changedByEditor(.carriageReturns), "a:"), (.notALog(.text), "a:"),
    ]
    for (verdict, start) in verdicts {
      let wording = verdict.wording(for: "a")
      #expect(wording.hasPrefix(start + " ") && wording.hasSuffix("."), "\(wording)")
      #expect(verdicts.count { $0.0.wording(for: "a") == wording } == 1, "\(wording)")
      // A verdict with a line says which; without one it may still be about the first.
      if start != "a:" { #expect(start == "a:\((verdict.line ?? -1) + 1):") }
      if verdict.exitCode <= 1, start == "a:" { #expect(verdict.line == nil) }
      if case .changedByEditor = verdict { #expect(verdict.line == 0) }
    }
  }

  @Test func `quotes a long name cut, and two copies of one session as such`() {
    let name = String(repeating: "n", count: 41)
    let wording = LineFault(offset: 0, cause: .duplicate(name)).wording
    #expect(wording.contains("'\(name.dropLast())…'"), "\(wording)")
    #expect(LogKinship.same.wording("a", "b") == "a and b: one session, and the same records.")
  }

  /// Every member that a correction can change, with a value of another type than its own.
  static let members = [
    "who", "member", "to", "focus", "minimal", "on", "from", "code", "affected", "clarity", "episode",
    "episodes",
    "strength", "evidence", "by", "into", "about", "text", "because", "scale", "value", "scope", "until",
    "media",
    "label",
  ]

  @Test(arguments: members) func `in a correction is found in whatever member it stands`(member: String) {
    let body = "{\"n\":1,\"t\":30,\"k\":\"amended\",\"of\":0,\"\(member)\":{\"x\":1}"
    let reading = LogReading(of: Sample.log(withLine: Array(body.utf8)))
    guard case .corrupt(line: 1, .fault(let fault)) = reading.verdict else {
      Issue.record("\(member): \(reading.verdict)")
      return
    }
    #expect(fault.wording.contains("'\(member)'"), "\(fault.wording)")
  }
}
