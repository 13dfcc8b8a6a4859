import CTermSupport
import CursesDriver
import Glibc
import TerminalKit
import TestSupport
import Testing

extension `The real terminal` {
  @Suite(.serialized) struct `Standing still` {
    @Test func `a terminal that does not drain costs frames and never keys`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair(rows: 60, columns: 200)
      let terminal = try pair.open()
      var shown = 0
      var wholeFrames = 0
      // Nobody looks, so that the terminal fills up.
      while shown < 200 {
        let letter = shown % 2 == 0 ? "a" : "b"
        let line = String(repeating: letter, count: 198)
        var wanted = Frame(Size(rows: 60, columns: 200))
        for row in 0..<60 { wanted.put(line, row: row, column: 0) }
        let start = ts_boottime_ns()
        if terminal.show(wanted) { wholeFrames += 1 }
        #expect(ts_boottime_ns() - start < 1_000_000_000)
        shown += 1
      }
      #expect(wholeFrames < shown)
      pair.type("12")
      #expect(terminal.read(waitingAtMost: 5_000) == [.key(.character("1")), .key(.character("2"))])
      #expect(!terminal.show(frame("the newest", rows: 60, columns: 200)))
      // Now somebody looks, and the newest frame arrives, none of the old ones after it.
      for _ in 0..<50 where !pair.text.hasPrefix("the newest\n") {
        #expect(terminal.read(waitingAtMost: 5) == [])
      }
      #expect(pair.text.trimmed == "the newest")
      #expect(pair.window.unknown == [])
      terminal.close()
    }

    @Test func `stopping gives the line back and going on takes it again at its new size`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let before = pair.modes
      let terminal = try pair.open()
      let raw = pair.modes
      terminal.show(frame("before the stop"))
      terminal.suspend {
        #expect(pair.modes == before)
        pair.look()
        #expect(pair.window.modes.isDisjoint(with: [1049, 2004]))
        pair.resize(rows: 10, columns: 40)
        raise(SIGCONT)
        raise(SIGTERM)
      }
      #expect(terminal.read(waitingAtMost: 0) == [.resumed, .resize, .signal(.terminate)])
      #expect(terminal.read(waitingAtMost: 0) == [])
      #expect(pair.modes == raw)
      #expect(terminal.size == Size(rows: 10, columns: 40))
      terminal.show(frame("after it", rows: 10, columns: 40))
      pair.look()
      #expect(pair.window.systemCommands == 0)
      #expect(pair.text.trimmed == "after it")
      #expect(pair.window.modes.isSuperset(of: [1049, 2004]))
      terminal.close()
      #expect(pair.modes == before)
    }

    @Test func `going on after a stop from outside takes the line again`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      let raw = pair.modes
      terminal.show(frame("a screen"))
      pair.look()
      pair.spoil()
      #expect(pair.modes != raw)
      raise(SIGCONT)
      #expect(terminal.read(waitingAtMost: 5_000) == [.resumed])
      #expect(pair.modes == raw)
      terminal.show(frame("a screen"))
      #expect(pair.text.trimmed == "a screen")
      terminal.close()
    }
  }

  @Suite(.serialized) struct `Opening` {
    @Test func `what is no terminal is refused`() throws {
      let null = Glibc.open("/dev/null", O_RDWR)
      defer { Glibc.close(null) }
      #expect(throws: TerminalOpenError.notATerminal(descriptor: null)) {
        let terminal = try CursesTerminal.open(input: null, output: null, options: CursesOptions())
        terminal.close()
      }
    }

    @Test(arguments: [
      "dumb", "../x", "/etc/passwd", "two words", "\u{1B}]0;x\u{7}", String(repeating: "x", count: 200),
    ])
    func `a type that cannot place the cursor or is no name is refused without a byte`(type: String) throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let before = pair.modes
      let wanted: TerminalOpenError = type == "dumb" ? .cannotPlaceCursor(type: type) : .badTypeName(type)
      #expect(throws: wanted) {
        let terminal = try pair.open(type: type)
        terminal.close()
      }
      pair.look()
      #expect(pair.output == [])
      #expect(pair.modes == before)
      #expect(wanted.description.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    }

    @Test(arguments: [nil, "", "xterm-unheard-of", "vt100", "linux", "screen", "tmux-256color", "ansi"])
    func `other types work, unknown ones as xterm`(type: String?) throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let before = pair.modes
      let terminal = try pair.open(type: type)
      terminal.show(frame("hello", "", "again"))
      #expect(pair.text.trimmed == "hello\n\nagain")
      terminal.close()
      #expect(pair.modes == before)
    }

    @Test func `nothing is written before the first frame`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      pair.look()
      #expect(pair.output == [])
      terminal.close()
    }
  }
}
