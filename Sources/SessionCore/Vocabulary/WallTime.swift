/// A moment on the wall clock, as RFC 3339 text with its offset, kept exactly as it was written.
package struct WallTime: Hashable, Sendable {
  /// For example `2026-03-05T14:00:00.000+01:00`.
  package var text: String

  package init(_ text: String) { self.text = text }

  /// The text of a moment: milliseconds since 1970 in UTC, shown at an offset of whole minutes from UTC.
  package init(unixMilliseconds: Int, offsetMinutes: Int) {
    let local = unixMilliseconds + offsetMinutes * 60_000
    let day = local.floorDivided(by: 86_400_000)
    let rest = local - day * 86_400_000
    let (year, month, dayOfMonth) = CivilDate.date(ofDay: day)
    let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { $0.padded(2) }
    let zone = abs(offsetMinutes)
    let sign = offsetMinutes < 0 ? "-" : "+"
    text =
      "\(year.padded(4))-\(month.padded(2))-\(dayOfMonth.padded(2))T\(clock.joined(separator: ":"))"
      + ".\((rest % 1000).padded(3))\(sign)\((zone / 60).padded(2)):\((zone % 60).padded(2))"
  }

  /// The day, for example `2026-03-05`.
  package var day: String { String(decoding: text.utf8.prefix(10), as: UTF8.self) }

  /// The day and the time to the minute, for example `2026-03-05 14:00`.
  package var minute: String {
    String(decoding: text.utf8.prefix(16).map { $0 == 0x54 || $0 == 0x74 ? 0x20 : $0 }, as: UTF8.self)
  }

  /// Milliseconds since 1970 in UTC and the offset in minutes, or `nil` when the text is no moment of RFC 3339.
  package var parsed: (unixMilliseconds: Int, offsetMinutes: Int)? {
    var scan = Digits(Array(text.utf8))
    guard let year = scan.number(4), scan.take("-"), let month = scan.number(2), scan.take("-"),
      let day = scan.number(2), scan.take("T") || scan.take("t"), let hour = scan.number(2), scan.take(":"),
      let minute = scan.number(2), scan.take(":"), let second = scan.number(2),
      (1...12).contains(month), day >= 1, day <= CivilDate.days(in: month, of: year), hour < 24, minute < 60,
      second <= 60
    else { return nil }
    let fraction = scan.take(".") ? scan.fraction() : 0
    guard let fraction, let offset = scan.offset(), scan.isAtEnd else { return nil }
    let seconds = ((CivilDate.day(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
    return ((seconds - offset * 60) * 1000 + fraction, offset)
  }

  /// This moment later by some milliseconds, at the same offset; unchanged when the text cannot be read.
  package func adding(milliseconds: Int) -> WallTime {
    guard let parsed else { return self }
    return WallTime(
      unixMilliseconds: parsed.unixMilliseconds + milliseconds, offsetMinutes: parsed.offsetMinutes)
  }
}

/// Days of the proleptic Gregorian calendar, counted from 1970-01-01.
private enum CivilDate {
  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  // Years are counted from March, so that the leap day is the last of its year; 400 years have 146,097 days.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.floorDivided(by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = shifted.floorDivided(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }
}

private struct Digits {
  let bytes: [UInt8]
  var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard index < bytes.count, UInt32(bytes[index]) == scalar.value else { return false }
    index += 1
    return true
  }

  mutating func digit() -> Int? {
    guard index < bytes.count, (0x30...0x39).contains(bytes[index]) else { return nil }
    defer { index += 1 }
    return Int(bytes[index] - 0x30)
  }

  mutating func number(_ width: Int) -> Int? {
    var value = 0
    for _ in 0..<width {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Milliseconds of a fraction of a second; digits beyond the third are read and dropped.
  mutating func fraction() -> Int? {
    var value = 0
    var read = 0
    while let digit = digit() {
      if read < 3 { value = value * 10 + digit }
      read += 1
    }
    guard read > 0 else { return nil }
    return value * [100, 10, 1][min(read, 3) - 1]
  }

  mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let negative = take("-")
    guard negative || take("+"), let hours = number(2), take(":"), let minutes = number(2), hours < 24,
      minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (negative ? -1 : 1)
  }
}

extension Int {
  /// Division that rounds down, also below zero.
  fileprivate func floorDivided(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }

  /// The digits of a number that is not negative, with zeros in front up to a width.
  package func padded(_ width: Int) -> String {
    let digits = String(self)
    let missing = width - digits.utf8.count
    if missing <= 0 { return digits }
    return missing == 1 ? "0" + digits : String(repeating: "0", count: missing) + digits
  }
}
