import Glibc

/// What the machine lets a test do to a program; each is tried once.
package enum FaultGround: CaseIterable, Sendable {
  /// Faults put under the program's system calls.
  case tracing
  /// File systems of a test's own.
  case mounts
  /// A wall clock that steps.
  case fakeTime

  /// Whether it can be done here.
  package var isThere: Bool {
    switch self {
    case .tracing: Self.canTrace
    case .mounts: Self.canMount
    case .fakeTime: Self.canFakeTime
    }
  }

  /// What cannot be tried without it, and how to get it.
  package var without: String {
    switch self {
    case .tracing:
      "faults put under system calls: strace is missing or must not trace. Install strace; in a container allow ptrace"
    case .mounts: "a full disk: no file system can be mounted in a name space of one's own (unshare -rm)"
    case .fakeTime: "steps of the wall clock: faketime is missing. Install it"
    }
  }

  /// Whether the long forms of tests are asked for, by MEND_LONG=1.
  package static let isLong = getenv("MEND_LONG").map { String(cString: $0) } == "1"

  private static let canTrace = succeeds(
    "strace -f -qq -o /dev/null -e trace=fdatasync -e inject=fdatasync:error=EIO true")
  private static let canFakeTime = succeeds("faketime -m -f +0 true")
  private static let canMount = succeeds("unshare -rm mount -t tmpfs -o size=64k none /mnt")

  private static func succeeds(_ command: String) -> Bool {
    guard let shell = try? FaultProcess("/bin/sh", ["-c", command]) else { return false }
    shell.endWords()
    return shell.waitForEnd() == .exited(0)
  }
}
