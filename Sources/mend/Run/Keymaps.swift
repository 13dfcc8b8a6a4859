import ObserverUI
import SessionFiles

/// Keymaps from their files.
enum Keymaps {
  static func builtIn() throws(Failure) -> Keymap { try keymap(of: KeymapFile.builtIn) }

  /// The keymap of a name that is compiled in, or of a file, laid over the built-in one.
  static func file(_ name: String) throws(Failure) -> KeymapFile {
    if let shipped = KeymapFile.named(name) { return shipped }
    let bytes: [UInt8]
    do throws(Failure) {
      bytes = try Places.settings(name)
    } catch {
      let names = KeymapFile.names.joined(separator: ", ")
      throw Failure("\(error.message) The keymaps that are built in are \(names).", code: error.code)
    }
    do throws(Faults) {
      return try KeymapFile.read(bytes, path: name)
    } catch {
      throw Failure(error.description, code: Failure.settings)
    }
  }

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
