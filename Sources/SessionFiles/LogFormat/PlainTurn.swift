import Glibc
import SessionCore

/// The commonest line of a log, read by its very bytes: a turn as this program writes it, in plain ASCII.
///
/// Most lines of a long log are such turns, and taking one apart member by member costs more than proving it. A
/// line that differs in one byte from what is expected is left to ``RecordDecoder``, which reads the same record out
/// of a plain turn and finds the words for whatever is wrong with another.
struct PlainTurn {
  // Behind `end` come the link and the hash, so a fixed text may be compared without asking whether it fits.
  private let start: UnsafePointer<UInt8>
  private let end: Int
  private var at = 0

  /// The record of the line that begins here and whose own members end at a byte, ``LineProof/length`` before its
  /// end; `nil` when it is no plain turn.
  @inline(__always)
  static func record(at start: UnsafePointer<UInt8>, upTo end: Int) -> Record? {
    var turn = PlainTurn(start: start, end: end)
    return turn.read()
  }

  private init(start: UnsafePointer<UInt8>, end: Int) {
    self.start = start
    self.end = end
  }

  private mutating func read() -> Record? {
    guard take("{\"n\":"), let id = number(), take(",\"t\":"), let time = number(),
      take(",\"k\":\"turn\",\"who\":\""), let who = name()
    else { return nil }
    var to: Party?
    if at < end, take(",\"to\":\"") {
      if take("*\"") {
        to = .group
      } else {
        guard let person = name() else { return nil }
        to = .person(MemberID(person))
      }
    }
    var focus: Event.Focus?
    if at < end, take(",\"focus\":\"") {
      focus = self.focus()
      guard focus != nil else { return nil }
    }
    guard at == end else { return nil }
    // Made where it will lie, in one go.
    return Record(
      id: RecordID(id), time: SessionTime(time),
      event: .turn(Event.Turn(who: MemberID(who), to: to, focus: focus, minimal: false, claim: Event.Claim()))
    )
  }

  @inline(__always)
  private mutating func take(_ expected: StaticString) -> Bool {
    let count = expected.utf8CodeUnitCount
    guard at < end, memcmp(start + at, expected.utf8Start, count) == 0 else { return false }
    at += count
    return true
  }

  // A whole number of at most 15 digits, which any reader keeps exact.
  @inline(__always)
  private mutating func number() -> Int? {
    let first = at
    var number = 0
    while at < end, case let digit = start[at] &- UInt8(ascii: "0"), digit < 10 {
      number = number &* 10 &+ Int(digit)
      at += 1
    }
    let count = at - first
    guard (1...15).contains(count), count == 1 || start[first] != UInt8(ascii: "0") else { return nil }
    return number
  }

  // A name that is not empty, and past its closing quote.
  @inline(__always)
  private mutating func name() -> Name? {
    let first = at
    while at < end, start[at] != UInt8(ascii: "\"") {
      guard (0x20..<0x7F).contains(start[at]), start[at] != UInt8(ascii: "\\") else { return nil }
      at += 1
    }
    guard at < end, at > first else { return nil }
    at += 1
    // A longer one is left to the decoder.
    return Name(short: UnsafeBufferPointer(start: start + first, count: at - 1 - first))
  }

  @inline(__always)
  private mutating func focus() -> Event.Focus? {
    if take("none\"") { return Event.Focus.none }
    if take("self\"") { return .own }
    if take("other\"") { return .other }
    return take("group\"") ? .group : nil
  }
}
