import CTermSupport
import Glibc
import ObserverUI
import SessionCore
import SessionFiles

/// The clocks of a live run: the session's, which counts while the machine sleeps, and the one on the wall.
struct Clock {
  /// What the boot clock said, in ms, at the session's opening (or where it would have said it, on resuming).
  private let start: Int

  /// A clock that shows a session time now.
  init(showing time: SessionTime = .zero) { start = Self.boot - time.milliseconds }

  /// Milliseconds of CLOCK_BOOTTIME.
  static var boot: Int { Int(ts_boottime_ns() / 1_000_000) }

  /// Now, on the session's clock.
  var session: SessionTime { session(at: Self.boot) }

  /// The session's clock when the boot clock said so many ms.
  private func session(at boot: Int) -> SessionTime { SessionTime(max(0, boot - start)) }

  /// Now, on both clocks.
  var moment: Moment {
    var zone = Zone()
    return moment(at: Self.boot, in: &zone)
  }

  /// The moment at which the boot clock said so many ms, which was just now.
  func moment(at boot: Int, in zone: inout Zone) -> Moment {
    let unix = Self.unixMilliseconds
    return Moment(session(at: boot), unixMilliseconds: unix, offsetMinutes: zone.offsetMinutes(at: unix))
  }

  /// How many ms it is until the session's clock shows another second.
  var untilNextSecond: Int { 1000 - session.milliseconds % 1000 }

  /// Now, on the wall, at the offset of where we are.
  static var wall: WallTime {
    let unix = unixMilliseconds
    var zone = Zone()
    return WallTime(unixMilliseconds: unix, offsetMinutes: zone.offsetMinutes(at: unix))
  }

  /// Milliseconds since 1970 in UTC.
  private static var unixMilliseconds: Int {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
  }

  /// The three clocks now, for noticing sleep and steps of the wall clock.
  static var reading: WallWatch.Reading {
    WallWatch.Reading(wall: unixMilliseconds, session: boot, awake: JournalClock.now)
  }

  /// How many ms passed on the wall since a session's opening; at least 0.
  static func elapsed(since opening: WallTime) -> Int {
    guard let start = opening.parsed, let now = wall.parsed else { return 0 }
    return max(0, now.unixMilliseconds - start.unixMilliseconds)
  }
}

/// How far the place is ahead of UTC. The C library, which takes its time, is asked again each quarter of an hour: no
/// place's clocks are changed but at the beginning of one.
struct Zone {
  private var quarter = Int.min
  private var minutes = 0

  /// - Parameter unix: milliseconds since 1970 in UTC.
  mutating func offsetMinutes(at unix: Int) -> Int {
    let now = unix / 900_000
    if now != quarter {
      var seconds = unix / 1000
      var local = tm()
      localtime_r(&seconds, &local)
      (quarter, minutes) = (now, local.tm_gmtoff / 60)
    }
    return minutes
  }
}
