import Glibc

/// Lets programs under test note which code they ran through, when the tests themselves are run with coverage.
package enum Coverage {
  /// What such a program has to find in its environment; empty in any other run.
  package static let environment: [String: String] =
    getenv("LLVM_PROFILE_FILE").map { ["LLVM_PROFILE_FILE": String(cString: $0)] } ?? [:]
}
