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

    private static func isThere(_ tool: String) -> Bool {
      FileManager.default.isExecutableFile(atPath: "/usr/bin/" + tool)
    }

    /// The page in a tree of its own, as an installation would have it.
    private func installedPage() throws -> Folder {
      let folder = try Folder()
      let place = folder.url.appending(path: "man/man1")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try folder.write(Program.run("manual").output, to: "man/man1/mend.1")
      return folder
    }

    @Test(
      .enabled(if: isThere("groff"), "NOT RUN: no groff reads the page; Config/install --tests installs it"))
    func `the manual page holds no line that groff warns of`() throws {
      let run = try Program.shell(
        "groff -man -ww -Tutf8 man/man1/mend.1 2>&1 >/dev/null", in: installedPage())
      #expect(run.code == 0 && run.output == "", "\(run.output)")
    }

    @Test(
      .enabled(if: isThere("man"), "NOT RUN: no man shows the page; Config/install --tests installs it"),
      arguments: [40, 80, 160])
    func `man shows the page without a warning, and finds it by its name`(columns: Int) throws {
      let folder = try installedPage()
      let set = "export MANWIDTH=\(columns) MANPATH=$PWD/man"
      let warnings = try Program.shell(
        "\(set); man --warnings -E UTF-8 -l man/man1/mend.1 2>&1 >/dev/null", in: folder)
      #expect(warnings.code == 0 && warnings.output == "", "\(warnings.output)")
      let shown = try Program.shell("\(set); man -P cat mend", in: folder)
      #expect(shown.code == 0 && shown.output.contains("SYNOPSIS"), "\(shown.output)")
      for command in ["observe", "replay", "report", "verify", "salvage"] {
        #expect(shown.output.contains(command))
      }
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
