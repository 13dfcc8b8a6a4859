/// What does two works that do not need each other: one after the other, or both at once.
///
/// Figures are computed without asking the system for anything; whoever has threads to give lends them.
package protocol Threads {
  /// Does both works and waits for them. Neither may change what the other looks at.
  func both<First, Second>(_ first: () -> First, _ second: () -> Second) -> (First, Second)
}

/// One after the other.
package struct OneThread: Threads {
  package init() {}

  package func both<First, Second>(_ first: () -> First, _ second: () -> Second) -> (First, Second) {
    (first(), second())
  }
}
