import CTermSupport
import CursesDriver
import Glibc
import TerminalKit
import TestSupport
import Testing

private let lastLine = "mend: stopped by a fault of its own; everything typed is in the log."

/// Does what the program does at its start, on the terminal at `path`, and shows a frame with a secret.
private func startOnTerminal(at path: String) throws -> OpenTerminal {
  let line = strdup(lastLine)
  ts_fault_guard_install(line)
  let descriptor = Glibc.open(path, O_RDWR | O_NOCTTY)
  let terminal = OpenTerminal(
    try CursesTerminal.open(
      input: descriptor, output: descriptor, options: CursesOptions(type: "xterm-256color")))
  terminal.show(frame("a secret name"))
  return terminal
}

extension `The real terminal` {
  @Suite(.serialized) struct `A fault` {
    @Test func `a trap gives the terminal back and prints one fixed line`() async throws {
      let pair = try WindowPair()
      let before = pair.modes
      let path = pair.path
      let result = try await #require(
        processExitsWith: .failure, observing: [\.standardErrorContent]
      ) { [path = path as String] in
        let terminal = try startOnTerminal(at: path)
        let nothing: [Int] = []
        _ = nothing[terminal.size.rows]
      }
      expectGoodEnd(of: result, pair, before, signals: [SIGILL, SIGTRAP])
    }

    @Test func `the message of a fatal error never reaches standard error`() async throws {
      let pair = try WindowPair()
      let before = pair.modes
      let path = pair.path
      let result = try await #require(
        processExitsWith: .failure, observing: [\.standardErrorContent]
      ) { [path = path as String] in
        let terminal = try startOnTerminal(at: path)
        fatalError("a secret name in \(terminal.size)")
      }
      expectGoodEnd(of: result, pair, before, signals: [SIGILL, SIGTRAP])
    }

    @Test func `abort and a bad address end the same way`() async throws {
      let pair = try WindowPair()
      let before = pair.modes
      let path = pair.path
      let aborted = try await #require(
        processExitsWith: .failure, observing: [\.standardErrorContent]
      ) { [path = path as String] in
        let terminal = try startOnTerminal(at: path)
        terminal.show(frame("more"))
        abort()
      }
      expectGoodEnd(of: aborted, pair, before, signals: [SIGABRT])
      let faulted = try await #require(
        processExitsWith: .failure, observing: [\.standardErrorContent]
      ) { [path = path as String] in
        let terminal = try startOnTerminal(at: path)
        terminal.show(frame("more"))
        raise(SIGSEGV)
      }
      expectGoodEnd(of: faulted, pair, before, signals: [SIGSEGV])
    }

    @Test func `what is written to standard error under the screen comes out after it`() async throws {
      let pair = try WindowPair()
      let path = pair.path
      let result = try await #require(
        processExitsWith: .exitCode(3), observing: [\.standardErrorContent]
      ) { [path = path as String] in
        let terminal = try startOnTerminal(at: path)
        let words = Array("words of a library\n".utf8)
        _ = write(2, words, words.count)
        terminal.close()
        exit(3)
      }
      #expect(String(decoding: result.standardErrorContent, as: UTF8.self) == "words of a library\n")
    }

    private func expectGoodEnd(
      of result: ExitTest.Result, _ pair: WindowPair, _ before: [UInt8], signals: [Int32]
    ) {
      #expect(signals.contains { result.exitStatus == .signal($0) })
      #expect(String(decoding: result.standardErrorContent, as: UTF8.self) == lastLine + "\n")
      #expect(pair.modes == before)
      pair.look()
      #expect(pair.output.count > 100)
      #expect(pair.window.modes.isDisjoint(with: [1049, 2004]))
      #expect(pair.window.modes.contains(25))
    }
  }
}
