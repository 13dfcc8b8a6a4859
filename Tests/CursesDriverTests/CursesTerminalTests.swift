import CTermSupport
import CursesDriver
import Glibc
import TerminalKit
import TestSupport
import Testing

// Every test that opens ncurses is in one serialized suite, for ncurses is one for the process.
@Suite(.serialized) struct `The real terminal` {
  @Suite(.serialized) struct `Drawing` {
    @Test(arguments: 1...3)
    func `a frame shows, a second one changes it, and the line is as it was afterwards`(round: Int) throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let before = pair.modes
      let terminal = try pair.open()
      #expect(pair.modes != before)
      #expect(terminal.size == Size(rows: 24, columns: 80))
      #expect(terminal.show(frame("Mend \(round)", "○ Kathy → Chris   ▁▂▃")))
      #expect(pair.text.hasPrefix("Mend \(round)\n○ Kathy → Chris   ▁▂▃\n"))
      #expect(pair.window.modes.isSuperset(of: [1049, 2004]))
      terminal.show(frame("Mend \(round)", "● Kathy → Chris   ▁▂▃"))
      #expect(pair.window.row(1) == "○ Kathy → Chris   ▁▂▃")
      #expect(pair.text.hasPrefix("Mend \(round)\n● Kathy → Chris   ▁▂▃\n"))
      terminal.close()
      pair.look()
      #expect(pair.modes == before)
      #expect(pair.window.modes.isDisjoint(with: [1049, 2004]))
      #expect(pair.window.unknown == [])
      #expect(pair.window.systemCommands == 0)
      #expect(pair.window.bells == 0)
    }

    @Test func `a frame that changes one cell costs a few bytes`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      terminal.show(frame("00:42:17", "nothing else"))
      pair.look()
      let before = pair.output.count
      terminal.show(frame("00:42:18", "nothing else"))
      pair.look()
      #expect(pair.window.row(0) == "00:42:18")
      #expect(pair.output.count - before < 40)
      let between = pair.output.count
      terminal.show(frame("00:42:18", "nothing else"))
      pair.look()
      #expect(pair.output.count - between < 16)
      terminal.close()
    }

    @Test func `wide characters, marks and what the library does not know keep their columns`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      let lines = [
        "漢字 kanji|", "Zoe\u{308}|", "🙂🏽|", "\u{1FABF}|", "עברית|", "\u{378}|", "\u{1F1E9}\u{1F1EA}|",
      ]
      var wanted = Frame(Size(rows: 24, columns: 80))
      for (row, line) in lines.enumerated() { wanted.put(line, row: row, column: 0) }
      terminal.show(wanted)
      pair.look()
      for (row, line) in lines.enumerated() {
        let column = try #require(pair.window.screen.cells[row].firstIndex { $0.text == "|" })
        #expect(column == line.columns - 1, "row \(row)")
      }
      #expect(pair.window.row(1) == "Zoe\u{308}|")
      // From wide to narrow and back by one column.
      for text in ["漢字漢字", "a漢字漢", "漢字漢字", "abcdefgh", "漢a字b漢"] {
        terminal.show(frame(text))
        #expect(pair.text.trimmed == text)
      }
      terminal.close()
    }

    @Test(arguments: [(256, "xterm-256color"), (8, "linux"), (0, "vt100")])
    func `colours and attributes come as far as the terminal has them`(colours: Int, type: String) throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open(type: type)
      let style = Style(foreground: Colour(index: 208), .bold)
      terminal.show(frame("warm", style: style))
      pair.look()
      let pen = pair.window.screen.cells[0][0].pen
      #expect(pair.window.row(0) == "warm")
      #expect(pen.attributes.contains(1))
      let wanted = style.foreground.reduced(toColours: colours).index.map { Int($0) }
      #expect(pen.foreground == wanted)
      terminal.close()
    }

    @Test func `without colour the words are there and no colour is`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open(usesColour: false)
      terminal.show(frame("plain words", style: Style(foreground: .red, background: .blue, .reverse)))
      pair.look()
      let pen = pair.window.screen.cells[0][0].pen
      #expect(pair.window.row(0) == "plain words")
      #expect(pen == MiniScreen.Pen(attributes: [7], foreground: nil, background: nil))
      terminal.close()
    }

    @Test func `a terminal without UTF-8 gets ASCII of the same layout`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open(usesASCII: true)
      terminal.show(frame("○ ● ▲ ▸ ⌂ Zoë → 漢 |", style: .bold))
      pair.look()
      #expect(pair.window.row(0) == "o * ! > ^ Zoe > ?  |")
      #expect(pair.output.allSatisfy { $0 < 0x80 })
      terminal.close()
    }

    @Test func `a hidden cursor comes back when a frame has one, and at the end`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      terminal.show(frame("no cursor"))
      pair.look()
      #expect(!pair.window.modes.contains(25))
      var asking = frame("name: ")
      asking.cursor = Position(row: 0, column: 6)
      terminal.show(asking)
      pair.look()
      #expect(pair.window.modes.contains(25))
      #expect(pair.window.screen.row == 0 && pair.window.screen.column == 6)
      terminal.show(frame("no cursor"))
      terminal.close()
      pair.look()
      #expect(pair.window.modes.contains(25))
    }

    @Test func `frames of every size fit any window without a trap`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair(rows: 5, columns: 9)
      let terminal = try pair.open()
      for rows in 0...7 {
        for columns in [0, 1, 2, 8, 9, 10, 200] {
          var wanted = Frame(Size(rows: rows, columns: columns))
          for row in 0..<rows { wanted.put("漢x字y漢z字", row: row, column: row - 2) }
          wanted.cursor = Position(row: rows, column: columns)
          #expect(terminal.show(wanted))
          pair.look()
        }
      }
      #expect(pair.window.unknown == [])
      terminal.close()
    }
  }

  @Suite(.serialized) struct `Reading` {
    @Test func `keys, chords and a paste come in order`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      pair.type("3w\u{1B}1\u{1B}[A\u{1B}OB\r\u{1B}[200~two\rlines\u{1B}[201~\u{1A}é")
      var inputs: [TerminalInput] = []
      while inputs.count < 9 {
        let more = terminal.read(waitingAtMost: 5_000)
        if more.isEmpty { break }
        inputs += more
      }
      #expect(
        inputs == [
          .key(.character("3")), .key(.character("w")), .key(.alt("1")), .key(Key(.up)), .key(Key(.down)),
          .key(.enter), .paste("two\rlines"), .key(.control("z")), .key(.character("é")),
        ])
      terminal.close()
    }

    @Test func `a lone escape byte is the Esc key after its delay`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      pair.type("\u{1B}")
      #expect(terminal.read(waitingAtMost: 5_000) == [.key(.escape)])
      #expect(terminal.read(waitingAtMost: 0) == [])
      terminal.close()
    }

    @Test func `a sequence in two pieces is one key, and none of a character`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      pair.type("\u{1B}[")
      #expect(terminal.read(waitingAtMost: 60) == [])
      pair.type("A")
      #expect(terminal.read(waitingAtMost: 5_000) == [.key(Key(.up))])
      terminal.close()
    }

    @Test func `another size is reported once, and the next frame fills it`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      terminal.show(frame("small"))
      pair.resize(rows: 30, columns: 100)
      #expect(terminal.read(waitingAtMost: 5_000) == [.resize])
      #expect(terminal.size == Size(rows: 30, columns: 100))
      terminal.show(frame(String(repeating: "x", count: 100), rows: 30, columns: 100))
      #expect(pair.text.hasPrefix(String(repeating: "x", count: 100) + "\n"))
      for round in 1...200 { pair.resize(rows: round % 60, columns: round % 201) }
      pair.resize(rows: 7, columns: 33)
      #expect(terminal.read(waitingAtMost: 5_000) == [.resize])
      #expect(terminal.size == Size(rows: 7, columns: 33))
      terminal.close()
    }

    @Test func `a window made smaller and back before anybody looked shows everything again`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      terminal.show(frame("everything"))
      pair.look()
      pair.resize(rows: 1, columns: 1)
      pair.resize(rows: 24, columns: 80)
      #expect(pair.text.trimmed != "everything")
      #expect(terminal.read(waitingAtMost: 5_000) == [.woken])
      terminal.show(frame("everything"))
      #expect(pair.text.trimmed == "everything")
      terminal.close()
    }

    @Test func `a line without a size counts as 24 by 80`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair(rows: 0, columns: 0)
      let terminal = try pair.open()
      #expect(terminal.size == Size(rows: 24, columns: 80))
      terminal.close()
    }

    @Test func `another thread and signals are heard, each once`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      ts_events_ring()
      ts_events_ring()
      raise(SIGTERM)
      raise(SIGTERM)
      raise(SIGHUP)
      raise(SIGTSTP)
      raise(SIGINT)
      #expect(
        terminal.read(waitingAtMost: 5_000) == [
          .signal(.suspend), .signal(.interrupt), .signal(.hangup), .signal(.terminate), .woken,
        ])
      #expect(terminal.read(waitingAtMost: 0) == [])
      terminal.close()
    }

    @Test func `a window that is closed is said once and then silent`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      terminal.show(frame("still here"))
      pair.type("4")
      #expect(terminal.read(waitingAtMost: 5_000) == [.key(.character("4"))])
      pair.hangUp()
      #expect(terminal.read(waitingAtMost: 5_000) == [.closed])
      let start = ts_boottime_ns()
      #expect(terminal.read(waitingAtMost: 30) == [])
      #expect(ts_boottime_ns() - start >= 30_000_000)
      terminal.show(frame("nobody sees this"))
      terminal.close()
    }
  }
}

extension String {
  /// Without line feeds at the end.
  var trimmed: String {
    var scalars = unicodeScalars
    while scalars.last == "\n" { scalars.removeLast() }
    return String(scalars)
  }
}
