import ArgumentParser
import Glibc
import SafeText
import TerminalKit

/// Where the program's words go. Whole lines, one write each; nothing is buffered.
enum Output {
  /// Writes a line to standard output; what a stranger's text could do to a terminal is taken out.
  /// - Returns: whether it was written.
  @discardableResult
  static func say(_ line: String) -> Bool { write(line.displaySafe + "\n", to: 1) }

  /// Writes a text as it is.
  @discardableResult
  static func print(_ text: String) -> Bool { write(text, to: 1) }

  /// Writes a text that was asked for, as it is, to standard output.
  /// - Throws: that it could not be written; an end without words when nobody reads it any more.
  static func deliver(_ text: String) throws {
    var text = text
    try text.withUTF8 { try deliver(UnsafeRawBufferPointer($0)) }
  }

  /// Writes bytes that were asked for, as they are, to standard output.
  /// - Throws: as ``deliver(_:)``.
  static func deliver(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try deliver($0) }
  }

  private static func deliver(_ bytes: UnsafeRawBufferPointer) throws {
    if write(bytes, to: 1) { return }
    // What a shell says of a program that ended by SIGPIPE; `mend report LOG | head` is no failure.
    if errno == EPIPE { throw ExitCode(141) }
    let why = String(cString: strerror(errno))
    throw Failure("the output could not be written: \(why). Nothing was changed.", code: Failure.notSaved)
  }

  /// Writes lines that were asked for, made safe, to standard output.
  /// - Throws: as ``deliver(_:)``.
  static func deliver(lines: [String]) throws {
    try deliver(lines.map { $0.displaySafe + "\n" }.joined())
  }

  /// Writes a line about what went wrong to standard error.
  static func complain(_ line: String) { _ = write("mend: " + line.displaySafe + "\n", to: 2) }

  /// Writes several lines about what went wrong to standard error, told apart at line feeds.
  static func complain(lines: String, upTo columns: Int = .max) {
    let safe = lines.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(Substring($0)).displaySafe.truncated(to: columns)
    }
    _ = write(safe.joined(separator: "\n") + "\n", to: 2)
  }

  /// Writes all of a text; `false` when the descriptor does not take it.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  /// Writes all of some bytes; `false` when the descriptor does not take them.
  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN {
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&ready, 1, -1)
          continue
        }
        return false
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return true
  }
}

/// Why the program ends with something else than success: one line, and the code it exits with.
struct Failure: Error {
  let message: String
  let code: Int32

  init(_ message: String, code: Int32) {
    self.message = message
    self.code = code
  }

  static let usage: Int32 = 64
  static let data: Int32 = 65
  static let cannotOpen: Int32 = 66
  static let cannotCreate: Int32 = 73
  static let notSaved: Int32 = 74
  static let settings: Int32 = 78
}
