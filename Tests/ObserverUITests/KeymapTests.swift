import ObserverUI
import SessionCore
import SessionFiles
import TerminalKit
import TestSupport
import Testing

@Suite struct `The keymap` {
  @Test func `that is built in names every action in some mode`() throws {
    let keymap = try Keymap(builtIn: ())
    for action in Action.allCases {
      let modes = Keymap.Mode.allCases.filter { !keymap.keys(of: action, in: $0).isEmpty }
      #expect(!modes.isEmpty, "\(action.rawValue) can be reached by no key")
      for mode in modes {
        for key in keymap.keys(of: action, in: mode) { #expect(keymap.action(key, in: mode) == action) }
      }
    }
  }

  @Test func `leaves the digits and the star to the seats and the group`() throws {
    let keymap = try Keymap(builtIn: ())
    for digit in "0123456789*".unicodeScalars {
      for mode in [Keymap.Mode.observe, .strip] {
        #expect(keymap.action(.character(digit), in: mode) == nil, "\(digit) in [\(mode.rawValue)]")
      }
    }
  }

  @Test func `has no key in a strip that is the letter of a code`() throws {
    let keymap = try Keymap(builtIn: ())
    for code in CodebookFile.builtIn.codes {
      let key = try Key.parse(code.letter)
      #expect(keymap.action(key, in: .strip) == nil, "\(code.id.rawValue) has the letter \(code.letter)")
    }
  }

  @Test func `gives within one strip every code a letter of its own`() {
    let codes = CodebookFile.builtIn.codes
    for strip in [["withdrawal"], ["confrontation"], ["group"], ["repair"]] {
      let letters = codes.filter { strip.contains($0.family.rawValue) }.map(\.letter)
      #expect(Set(letters).count == letters.count && !letters.isEmpty, "\(strip)")
    }
    let rest = codes.filter { !$0.family.isRupture && $0.family != .repair }.map(\.letter)
    #expect(Set(rest).count == rest.count)
  }

  @Test func `refuses what cannot be, by name`() {
    #expect(throws: Keymap.Fault.unknownAction("fly", mode: "observe")) {
      try Keymap(["observe": ["fly": ["f"]]])
    }
    #expect(throws: Keymap.Fault.notAKey("<Up", action: "undo")) {
      try Keymap(["observe": ["undo": ["<Up"]]])
    }
    #expect(throws: Keymap.Fault.boundTwice("u", first: .redo, second: .undo)) {
      try Keymap(["observe": ["undo": ["u"], "redo": ["u"]]])
    }
  }

  @Test func `is what docs keys says`() throws {
    try Golden("docs/keys.md").check(KeysDocument(try Keymap(builtIn: ())).text)
  }

  @Test(arguments: [
    ("w", "w"), ("<Space>", "space"), ("<Esc>", "esc"), ("<C-r>", "^R"), ("<F1>", "f1"), ("<lt>", "<"),
    ("<S-Left>", "s-left"), ("é", "é"),
  ]) func `shows keys as people read them`(notation: String, shown: String) throws {
    #expect(try Key.parse(notation).shown == shown)
  }
}

@Suite struct `The themes` {
  @Test func `are those the settings name`() { #expect(SettingsFile.themes == Theme.all.map(\.name)) }
}
