import Foundation
import TestSupport
import Testing

extension `The built program` {
  /// What is installed for the shells, asked in the shells themselves.
  @Suite(.serialized) struct `Its completions in a shell` {
    /// What to do about a shell that is missing is said here and by `Config/install`.
    enum Shell: String, CaseIterable {
      case bash, zsh, fish

      var isThere: Bool {
        ["/usr/bin/", "/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + rawValue) }
      }

      /// Reads command lines from `lines`, and writes for each what a tab at its end offers, then `END`, to `seen`.
      var script: String {
        switch self {
        case .bash:
          """
          . there/share/bash-completion/completions/mend
          function=$(complete -p mend | sed 's/.*-F \\([^ ]*\\).*/\\1/')
          while IFS= read -r line; do
            COMP_LINE=$line COMP_POINT=${#line}
            read -ra COMP_WORDS <<<"$line"
            [[ $line == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
            "$function" mend "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}" END
          done <lines >seen
          """
        case .zsh:
          // A zsh with somebody at its keys; what its completion would add is noted on the way.
          """
          zmodload zsh/zpty
          : >seen
          zpty inner 'PS1= zsh -f -i'
          zpty -w inner '
          fpath=($PWD/there/share/zsh/site-functions $fpath); autoload -Uz compinit; compinit -u -D
          compadd() {
            if [[ " ${@[1,(i)(-|--)]} " != *\\ -(O|A|D)\\ * ]]; then
              local -a found
              builtin compadd -O found "$@"
              print -rl -- $found >>seen
            fi
            builtin compadd "$@"
          }
          end_line() { print END >>seen; BUFFER= }
          zle -N end_line; bindkey "^G" end_line; setopt no_beep; print END >>seen'
          integer ends=0
          wait_for_end() {
            ((++ends))
            while (( $(grep -c "^END" seen) < ends )); do zpty -r -t inner shown || sleep 0.02; done
          }
          wait_for_end
          : >seen
          ends=0
          while IFS= read -r line; do
            zpty -n -w inner "$line"$'\\t\\a'
            wait_for_end
          done <lines
          zpty -d inner
          """
        case .fish:
          """
          while read -l line
            complete -C $line
            echo END
          end <lines >seen
          """
        }
      }

      var call: String {
        switch self {
        case .bash: "bash --norc script"
        case .zsh: "zsh -f script"
        case .fish: "XDG_DATA_DIRS=$PWD/there/share:/usr/share fish script"
        }
      }
    }

    private let folder: Folder

    init() throws {
      folder = try Folder()
      let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      let script = root.appending(path: "Config/install-user").path
      #expect(try Program.shell("'\(script)' --prefix \"$PWD/there\"", in: folder).code == 0)
    }

    /// What a tab offers at the end of each line; `nil`, and said, where the shell is missing.
    private func offers(_ lines: [String], in shell: Shell) throws -> [[String]]? {
      guard shell.isThere else {
        print("NOT RUN: completions in \(shell), which is missing; Config/install --tests installs it")
        return nil
      }
      try folder.write(shell.script + "\n", to: "script")
      try folder.write(lines.map { $0 + "\n" }.joined(), to: "lines")
      let run = try Program.shell("PATH=$PWD/there/bin:$PATH; \(shell.call)", in: folder)
      #expect(run.code == 0, "\(shell): \(run.output)")
      var offers: [[String]] = [[]]
      for line in try folder.text("seen").lines {
        if line == "END" {
          offers.append([])
        } else if let word = line.split(separator: "\t").first {
          offers[offers.count - 1].append(word.trimmingCharacters(in: .whitespaces))
        }
      }
      offers.removeLast()
      #expect(offers.count == lines.count)
      return offers
    }

    /// The commands that the program names in its help.
    private func commands() throws -> [String] {
      let help = try Program.run("--help").output
      let list = try #require(help.components(separatedBy: "SUBCOMMANDS:").last)
      let commands = list.matches(of: /\n {2}([a-z]+)\s/).map { String($0.output.1) }
      #expect(commands.count > 5)
      return commands
    }

    @Test(arguments: Shell.allCases) func `every command is offered, and one begun is finished`(shell: Shell)
      throws
    {
      let commands = try commands()
      guard let offers = try offers(["mend "] + commands.map { "mend " + $0.dropLast() }, in: shell) else {
        return
      }
      #expect(Set(offers[0]).isSuperset(of: commands), "\(offers[0])")
      for (command, offered) in zip(commands, offers.dropFirst()) {
        #expect(offered.contains(command), "\(command): \(offered)")
        #expect(offered.allSatisfy { $0.hasPrefix(command.dropLast()) }, "\(command): \(offered)")
      }
    }

    @Test(arguments: Shell.allCases) func `every option of every command is offered`(shell: Shell) throws {
      let commands = try commands()
      guard let offers = try offers(commands.map { "mend \($0) --" }, in: shell) else { return }
      for (command, offered) in zip(commands, offers) {
        let options = try Program.run(command, "--help").output.matches(of: /\n {2}(?:-., )?(--[a-z-]+)/)
        for option in options.map({ String($0.output.1) }) {
          #expect(offered.contains(option), "\(command) \(option): \(offered)")
        }
      }
    }

    @Test(arguments: Shell.allCases) func `logs are offered where a log belongs, and nothing else`(
      shell: Shell
    )
      throws
    {
      for name in ["tuesday.mend", "tuesday.txt"] { try folder.write("", to: name) }
      let lines = [
        "replay", "follow", "report", "export", "carry", "verify", "salvage", "observe --resume",
        "observe --after", "observe --from",
      ].map { "mend \($0) tues" }
      guard let offers = try offers(lines, in: shell) else { return }
      for (line, offered) in zip(lines, offers) { #expect(Set(offered) == ["tuesday.mend"], "\(line)") }
    }

    @Test(arguments: Shell.allCases) func `what is offered as a value is taken`(shell: Shell) throws {
      guard let offers = try offers(["mend report --format ", "mend follow --theme "], in: shell) else {
        return
      }
      #expect(offers.allSatisfy { $0.count > 1 }, "\(offers)")
      // Nothing of it is refused before the log is missed.
      let log = folder.path("none.mend")
      for format in offers[0] {
        #expect(try Program.run("report", log, "--format", format, "-o", folder.path("out")).code == 66)
      }
      for theme in offers[1] { #expect(try Program.run("follow", log, "--theme", theme).code == 66) }
    }
  }
}
