import Foundation
import TestSupport
import Testing

extension `The built program` {
  @Suite(.serialized) struct `Its manual and completions` {
    private let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test func `the manual page in docs is the one the program prints`() throws {
      let page = try Program.run("manual")
      #expect(page.code == 0)
      try Golden("docs/mend.1").check(page.output)
    }

    @Test func `the manual page names every option of every command`() throws {
      let page = try Program.run("manual").output.replacingOccurrences(of: "\\-", with: "-")
      for command in ["observe", "replay", "report", "verify", "salvage", "keys"] {
        let help = try Program.run(command, "--help").output
        for option in help.matches(of: /\n {2}(--[a-z-]+)/).map({ String($0.output.1) })
        where option != "--version" {
          #expect(page.contains(option), "\(command) \(option)")
        }
      }
    }

    @Test func `the manual page holds no line that groff warns of, where groff is`() throws {
      let folder = try Folder()
      try Program.run("manual").output.write(
        to: folder.url.appending(path: "mend.1"), atomically: true, encoding: .utf8)
      let run = try Program.shell(
        "command -v groff >/dev/null || exit 0; groff -man -ww -Tutf8 mend.1 2>&1 >/dev/null", in: folder)
      #expect(run.code == 0 && run.output == "", "\(run.output)")
    }

    @Test func `an installation for a user has program, page and completions, and they hold`() throws {
      let folder = try Folder()
      let script = root.appending(path: "Config/install-user").path
      let run = try Program.shell("\(script) --prefix \"$PWD/there\"", in: folder)
      #expect(run.code == 0)
      for path in [
        "bin/mend", "share/man/man1/mend.1", "share/bash-completion/completions/mend",
        "share/zsh/site-functions/_mend", "share/fish/vendor_completions.d/mend.fish",
      ] {
        #expect(try !folder.bytes("there/" + path).isEmpty, "\(path)")
      }
      for path in ["share/bash-completion/completions/mend", "share/fish/vendor_completions.d/mend.fish"] {
        #expect(try folder.text("there/" + path).contains("salvage"), "\(path)")
      }
      #expect(try Program.shell("bash -n there/share/bash-completion/completions/mend", in: folder).code == 0)
      #expect(try Program.shell("there/bin/mend --version", in: folder).output.hasPrefix("mend "))
    }
  }
}
