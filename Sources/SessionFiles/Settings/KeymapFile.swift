internal import SessionCore

/// The keys of every action, mode by mode.
///
/// `Config/keymaps/default.toml` names every mode and action there is; a keymap of one's own names those it changes.
package struct KeymapFile: Hashable, Sendable {
  /// The keys of one action, in their own notation; empty when the palette alone reaches it.
  package struct Binding: Hashable, Sendable {
    package let action: String
    package let keys: [String]

    package init(action: String, keys: [String]) {
      self.action = action
      self.keys = keys
    }
  }

  /// The actions of one mode, in the order in which they are written.
  package struct Mode: Hashable, Sendable {
    package let name: String
    package let bindings: [Binding]

    package init(name: String, bindings: [Binding]) {
      self.name = name
      self.bindings = bindings
    }
  }

  package let modes: [Mode]

  package init(modes: [Mode]) { self.modes = modes }

  /// The bindings of a mode; empty for a mode the keymap does not name.
  package subscript(mode: String) -> [Binding] { modes.first { $0.name == mode }?.bindings ?? [] }

  /// The action a key has in a mode, or `nil`. The key is in the notation the file gives it.
  package func action(of key: String, in mode: String) -> String? {
    self[mode].first { $0.keys.contains(key) }?.action
  }

  /// The keymap that is compiled in, `Config/keymaps/default.toml`.
  package static let builtIn: KeymapFile = builtInSetting(
    PackageResources.default_toml, "Config/keymaps/default.toml"
  ) { (bytes, path) throws(Faults) in try read(bytes, path: path, over: nil) }

  /// The keymaps that are compiled in, by name.
  package static let names = ["default", "left-hand", "number-pad"]

  /// The keymap of this name that is compiled in, from `Config/keymaps`; `nil` for any other name.
  package static func named(_ name: String) -> KeymapFile? {
    switch name {
    case "default": builtIn
    case "left-hand": shipped(PackageResources.left_hand_toml, name)
    case "number-pad": shipped(PackageResources.number_pad_toml, name)
    default: nil
    }
  }

  private static func shipped(_ bytes: [UInt8], _ name: String) -> KeymapFile {
    builtInSetting(bytes, "Config/keymaps/\(name).toml") { (bytes, path) throws(Faults) in
      try read(bytes, path: path)
    }
  }

  /// The keymap in the bytes of a file, laid over another.
  ///
  /// An action that the file names has the keys the file gives it and no others; a key it takes is lost to the
  /// action that had it. Modes and actions that the other keymap does not have are faults. With `nil` for the other
  /// keymap the file stands alone and may name anything.
  /// - Throws: everything that is wrong with it, each with its line under the path given.
  package static func read(
    _ bytes: [UInt8], path: String, over base: KeymapFile? = builtIn
  ) throws(Faults) -> KeymapFile {
    var notes = FaultNotes(path: path)
    let file = changes(try SettingsValue.document(bytes, &notes), knowing: base, in: "", &notes)
    try notes.settle()
    return base.map { file.laid(over: $0) } ?? file
  }

  /// The bindings that tables name, with a note on each that cannot be, which is then left out.
  ///
  /// - Parameter prefix: what stands before a mode in the header of its table: `keys.` in the settings.
  static func changes(
    _ entries: [SettingsEntry], knowing base: KeymapFile?, in prefix: String, _ notes: inout FaultNotes
  ) -> KeymapFile {
    var modes: [Mode] = []
    for entry in entries {
      guard case .table(let actions) = entry.value.content else {
        notes.add(
          entry.value.line,
          "\(entry.key.quoted) stands outside every mode. Put it under a header such as [\(prefix)observe].")
        continue
      }
      if let base, !base.modes.contains(where: { $0.name == entry.key }) {
        let names = base.modes.map(\.name)
        let hint =
          nearest(entry.key, among: names).map { "Did you mean [\(prefix)\($0)]?" }
          ?? "Write \(names.alternatives)."
        notes.add(entry.value.line, "There is no mode \(entry.key.quoted). \(hint)")
        continue
      }
      modes.append(mode(entry.key, actions, knowing: base?[entry.key].map(\.action), &notes))
    }
    return KeymapFile(modes: modes)
  }

  private static func mode(
    _ name: String, _ actions: [SettingsEntry], knowing known: [String]?, _ notes: inout FaultNotes
  ) -> Mode {
    var owners = FirstLines()
    let bindings = actions.compactMap { entry -> Binding? in
      if let known, !known.contains(entry.key) {
        let hint =
          nearest(entry.key, among: known).map { "Did you mean \($0.quoted)?" } ?? "See the default keymap."
        notes.add(entry.value.line, "[\(name)] has no action \(entry.key.quoted). \(hint)")
        return nil
      }
      return Binding(action: entry.key, keys: keys(entry, in: name, &owners, &notes))
    }
    return Mode(name: name, bindings: bindings)
  }

  private static func keys(
    _ entry: SettingsEntry, in mode: String, _ owners: inout FirstLines, _ notes: inout FaultNotes
  ) -> [String] {
    let elements: [SettingsValue]
    switch entry.value.content {
    case .list(let list): elements = list
    case .text: elements = [entry.value]
    default:
      notes.add(
        entry.value.line, "\(entry.key.quoted) is \(entry.value.kind) here. Write a list of keys: [\"w\"].")
      return []
    }
    return elements.compactMap { element -> String? in
      guard let text = Fields.text(element, named: entry.key, upTo: 40, &notes) else { return nil }
      let key: String
      do throws(KeyName.Refusal) {
        key = try KeyName.canonical(text)
      } catch {
        notes.add(element.line, error.reason)
        return nil
      }
      if let reason = reservation(of: key, for: entry.key, in: mode) {
        notes.add(element.line, "\(key.quoted) \(reason). Give \(entry.key.quoted) another key.")
        return nil
      }
      if let before = owners.claim(key, line: element.line, owner: entry.key) {
        notes.add(
          element.line,
          "\(key.quoted) is already the key of \(before.owner) (line \(before.line)). "
            + "Give \(entry.key.quoted) another key.")
        return nil
      }
      return key
    }
  }

  private static func reservation(of key: String, for action: String, in mode: String) -> String? {
    let isDigit = key.unicodeScalars.count == 1 && key.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
    switch mode {
    case "observe": return isDigit ? "belongs to a seat" : nil
    case "strip", "bookmarks", "events":
      if key == "*" { return "means the whole group" }
      // Codes by their place may take the digits; seats then come after the key of `who`.
      return isDigit && action != "codes" ? "belongs to a seat" : nil
    case "replay": return isDigit ? "goes to a tenth of the session" : nil
    default: return nil
    }
  }

  /// This keymap where it says something, and another where it does not.
  package func laid(over base: KeymapFile) -> KeymapFile {
    KeymapFile(
      modes: base.modes.map { mode in
        let changes = Dictionary(
          self[mode.name].map { ($0.action, $0.keys) }, uniquingKeysWith: { first, _ in first })
        let taken = Set(changes.values.joined())
        let bindings = mode.bindings.map { binding in
          Binding(
            action: binding.action,
            keys: changes[binding.action] ?? binding.keys.filter { !taken.contains($0) })
        }
        return Mode(name: mode.name, bindings: bindings)
      })
  }
}
