import ObserverUI
import SessionFiles

/// Keymaps from their files.
enum Keymaps {
  static func builtIn() throws(Failure) -> Keymap { try keymap(of: KeymapFile.builtIn) }

  static func keymap(of file: KeymapFile) throws(Failure) -> Keymap {
    var tables: [String: [String: [String]]] = [:]
    for mode in file.modes {
      for binding in mode.bindings { tables[mode.name, default: [:]][binding.action] = binding.keys }
    }
    do throws(Keymap.Fault) {
      return try Keymap(tables)
    } catch {
      switch error {
      case .unknownAction(let name, let mode):
        throw Failure("no action '\(name)' in [\(mode)] of the keymap.", code: Failure.settings)
      case .notAKey(let text, let action):
        throw Failure("'\(text)' is no key; the keymap gives it to '\(action)'.", code: Failure.settings)
      case .boundTwice(let key, let first, let second):
        throw Failure(
          "'\(key)' is the key of '\(first.rawValue)' and of '\(second.rawValue)'. Give one of them another.",
          code: Failure.settings)
      }
    }
  }
}
