import Glibc
import ObserverUI
import SessionCore
import SessionFiles

/// What a new session is made of: group, codebook, numbers, and what the session before left open.
struct SessionSetup {
  var group: String?
  /// A group that is not read from a file; comes before ``group``.
  var roster: GroupFile?
  var codebook: String?
  var mode: Opening.Mode?
  var session: Int?
  /// In ms.
  var lag: Int?
  var after: String?
  var sid: String?
  var wall: String?
  var observer: String?
  /// Who agreed to be observed, before the session begins.
  var consents: [MemberID] = []

  /// The opening record of the session, and the episodes that are carried in.
  func opening() throws(Failure) -> (opening: Opening, carried: [Event.Carried]) {
    let group = try readGroup()
    for remark in group.remarks { Output.complain(remark.description) }
    let codebook = try readCodebook()
    let before = try after.map { (path) throws(Failure) in try SavedSession(path) }
    let opening = Opening(
      sid: try checkedID() ?? Self.randomID(), wall: try checkedWall() ?? Clock.wall, app: Mend.version,
      mode: mode ?? group.mode, group: group.id,
      session: session ?? before.map { $0.session.opening.session + 1 } ?? group.session,
      observer: try checkedObserver() ?? group.observer, lag: lag ?? group.lag, roster: group.roster,
      codebook: codebook,
      after: before.map {
        Opening.After(sid: $0.session.opening.sid, head: $0.head, session: $0.session.opening.session)
      })
    return (opening, before?.session.carriedOn() ?? [])
  }

  /// The opening of a second coding: the same session, its people and its codes, by another observer.
  ///
  /// The carried episodes of the first log and what it goes on after are the first coder's, and are not in it.
  func opening(of source: SavedSession, isBlind: Bool) throws(Failure) -> Opening {
    let first = source.session.opening
    guard let observer = try checkedObserver() else {
      throw Failure("--from needs --observer NAME: who codes this time, by a pseudonym.", code: Failure.usage)
    }
    return Opening(
      sid: try checkedID() ?? Self.randomID(), wall: first.wall, app: Mend.version, mode: first.mode,
      group: first.group, session: first.session, observer: observer, lag: lag ?? 0, roster: first.roster,
      codebook: first.codebook.withLetters(of: CodebookFile.builtIn),
      source: Opening.Source(
        sid: first.sid, head: source.head, givesFloor: !isBlind, wall: try checkedWall() ?? Clock.wall))
  }

  private func checkedObserver() throws(Failure) -> String? {
    guard let observer else { return nil }
    guard observer.utf8.count <= 200 else {
      throw Failure(
        "--observer is a name of up to 200 bytes, not of \(observer.utf8.count).", code: Failure.usage)
    }
    return observer
  }

  /// Reads the files it names.
  /// - Throws: why one of them cannot be used.
  func check() throws(Failure) { _ = (try readGroup(), try readCodebook()) }

  private func readGroup() throws(Failure) -> GroupFile {
    if let roster { return roster }
    guard let group else { return GroupFile.builtIn }
    let bytes = try Places.settings(group)
    do throws(Faults) {
      return try GroupFile.read(bytes, path: group)
    } catch {
      throw Failure(error.description, code: Failure.settings)
    }
  }

  private func readCodebook() throws(Failure) -> Codebook {
    guard let codebook, codebook != CodebookFile.builtIn.id else { return CodebookFile.builtIn }
    let bytes = try Places.settings(codebook)
    do throws(Faults) {
      return try CodebookFile.read(bytes, path: codebook)
    } catch {
      throw Failure(error.description, code: Failure.settings)
    }
  }

  private func checkedID() throws(Failure) -> String? {
    guard let sid else { return nil }
    let isHex = sid.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard sid.utf8.count == 32, isHex else {
      throw Failure("--sid is 32 hex digits in lower case, not '\(sid)'.", code: Failure.usage)
    }
    return sid
  }

  private func checkedWall() throws(Failure) -> WallTime? {
    guard let wall else { return nil }
    guard WallTime(wall).parsed != nil else {
      throw Failure(
        "--wall is a moment such as 2026-03-05T14:00:00.000+01:00, not '\(wall)'.", code: Failure.usage)
    }
    return WallTime(wall)
  }

  /// 32 hex digits from the system's random source.
  private static func randomID() -> String {
    var generator = SystemRandomNumberGenerator()
    return [generator.next() as UInt64, generator.next() as UInt64].map { half in
      let digits = String(half, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }
}
