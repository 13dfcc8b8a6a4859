/// Why a terminal could not be taken; nothing has been written to it then.
package enum TerminalOpenError: Error, Equatable, Sendable {
  /// The descriptor is a file, a pipe or closed.
  case notATerminal(descriptor: Int32)
  /// The type of the terminal cannot place the cursor, such as `dumb`.
  case cannotPlaceCursor(type: String)
  /// The name of the type is none: it holds a slash or is too long.
  case badTypeName(String)
  /// Neither the type nor any of those tried in its place is described on this machine.
  case noDescription(type: String)
  /// A system call refused.
  case system(call: String, number: Int32)
}
