import Foundation
import TestSupport
import Testing

extension `The built program` {
  /// Whoever sits in the dark must not be given away, and nobody's window says what was done in it.
  @Suite(.serialized) struct `In a quiet room` {
    /// Bytes that would ring, flash, name the window or take the mouse.
    private static let loud: [(what: String, bytes: String)] = [
      ("a bell", "\u{7}"), ("a flash", "\u{1B}[?5"), ("a title", "\u{1B}]"), ("the mouse", "\u{1B}[?100"),
      ("the mouse", "\u{1B}[?101"), ("the mouse", "\u{1B}[?9h"),
    ]

    @Test func `no bell, no flash, no title and no mouse, whatever is pressed`() throws {
      let folder = try Folder()
      let pty = try Program.start("observe", "--out", folder.url.path, in: folder)
      #expect(pty.expect("? help"))
      for keys in [
        "1>*s", "wd", "zz%%\u{1B}[99~", "4cr", "1ro", "?", "jx", "NFTt", ":status\r", "nwords\r", "uU",
      ] {
        pty.send(keys)
      }
      #expect(pty.expect("#4"))
      pty.send("Z")
      #expect(pty.pump { $0.terminal.text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty })
      pty.send("\u{1B}")
      #expect(pty.expect("? help"))
      pty.send("Q")
      #expect(pty.expect("enter closes"))
      pty.send("\r")
      #expect(pty.expect("q leave"))
      pty.send("q")
      #expect(pty.waitForEnd() == 0)
      let output = String(decoding: pty.output, as: UTF8.self)
      for (what, bytes) in Self.loud { #expect(!output.contains(bytes), "\(what)") }
      #expect(pty.terminal.systemCommands == 0 && pty.terminal.bells == 0)
    }

    @Test(arguments: [["--ascii"], []])
    func `only ASCII is drawn where it is asked for, or the locale has no more`(_ option: [String]) throws {
      let folder = try Folder()
      let environment = ["HOME": folder.url.path, "LANG": option.isEmpty ? "C" : "C.UTF-8"]
      let pty = try Pty(
        Program.path, ["observe", "--out", folder.url.path] + option, environment: environment)
      #expect(pty.expect("? help"))
      pty.send("1>2r4wd")
      #expect(pty.expect("Alice > Joe"))
      #expect(pty.output.allSatisfy { $0 < 0x80 })
      pty.send("\u{3}\u{3}")
      #expect(pty.waitForEnd() == 0)
    }

    @Test func `a theme that is none is named, with those there are`() throws {
      let folder = try Folder()
      let run = try Program.run("observe", "--theme", "dusk", "--keys", "/dev/null", in: folder)
      #expect(run.code == 64)
      #expect(run.complaints.contains("--theme is one of night, day, plain, not 'dusk'."))
    }
  }
}
