import TestSupport
import Testing

@Suite(.serialized) struct `A program in a pseudo-terminal` {
  @Test func `is seen, typed to, resized and ended`() throws {
    let shell = try Pty(
      "/bin/sh", ["-c", "stty size; read line; echo \"got $line\"; stty size; exit 3"], rows: 10, columns: 40)
    #expect(shell.expect("10 40"))
    shell.resize(rows: 12, columns: 50)
    shell.send("word\r")
    #expect(shell.expect("12 50"))
    #expect(shell.terminal.text.contains("got word"))
    #expect(shell.waitForEnd() != nil)
    #expect(shell.exitCode == 3)
    #expect(shell.fatalSignal == nil)
  }

  @Test func `has only the environment it was given, and hears signals`() throws {
    let shell = try Pty(
      "/bin/sh", ["-c", "env; echo ready; read line"], environment: ["TERM": "vt100", "MARK": "x"])
    #expect(shell.expect("ready"))
    #expect(shell.terminal.text.contains("TERM=vt100"))
    #expect(shell.terminal.text.contains("MARK=x"))
    #expect(!shell.terminal.text.contains("HOME="))
    shell.signal(15)
    #expect(shell.waitForEnd() != nil)
    #expect(shell.fatalSignal == 15)
  }

  @Test func `that does not exist ends with 127`() throws {
    let nothing = try Pty("/no/such/program")
    #expect(nothing.waitForEnd() != nil)
    #expect(nothing.exitCode == 127)
    #expect(!nothing.expect("anything"))
  }
}
