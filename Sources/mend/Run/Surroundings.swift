import CTermSupport
import Glibc

/// What must hold before anything else happens in the process.
enum Surroundings {
  /// Nothing but this line is ever said about a crash: the runtime's own words may quote memory.
  private static let lastWords: StaticString =
    "mend: stopped by a fault of its own. Everything that was marked saved is in the log; resume it with --resume."

  static func prepare() {
    openStandardStreams()
    umask(0o077)
    lastWords.withUTF8Buffer { bytes in
      // A static string ends in a zero byte and lives for good.
      bytes.withMemoryRebound(to: CChar.self) { characters in
        if let line = characters.baseAddress { ts_fault_guard_install(line) }
      }
    }
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    signal(SIGPIPE, SIG_IGN)
    // A file that may grow no more is a full disk: the write says so, and recording goes on.
    signal(SIGXFSZ, SIG_IGN)
  }

  /// A closed standard stream would give its number to the next file opened, and words meant for the user would
  /// go into that file. The closed ones of output take no words, so that nothing lost counts as written.
  private static func openStandardStreams() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
