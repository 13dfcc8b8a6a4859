import ObserverUI
import SessionCore
import SessionFiles

/// The groups of whoever runs the program: files in `groups` beside the settings, and the one that is built in.
struct GroupShelf {
  /// A group as it was read.
  struct Entry {
    var draft: GroupDraft
    /// The number of its next session, as its file has it.
    var session: Int
    /// Its file; `nil` for the group that is built in.
    var path: String?
    /// The bytes of that file when it was read.
    var bytes: [UInt8]
  }

  /// The usual group first, then the others by name, the built-in one last.
  private(set) var entries: [Entry] = []
  /// What is wrong with files that are no groups.
  private(set) var faults: [String] = []
  private let folder: String?

  /// - Parameter usual: the file of the usual group, wherever it is.
  init(in configuration: String?, usual: String?) {
    folder = configuration.map { $0 + "/groups" }
    var paths = folder.map { Places.files(in: $0, ending: ".toml") } ?? []
    if let usual {
      paths.removeAll { $0 == usual }
      paths.insert(usual, at: 0)
    }
    for path in paths.prefix(Self.most) { read(path) }
    let builtIn = GroupFile.builtIn
    if !entries.contains(where: { $0.draft.id == builtIn.id }) {
      entries.append(Entry(draft: GroupDraft(builtIn), session: builtIn.session, path: nil, bytes: []))
    }
  }

  /// The most files that are read.
  private static let most = 100

  private mutating func read(_ path: String) {
    do throws(Failure) {
      let bytes = try Places.settings(path)
      do throws(Faults) {
        let group = try GroupFile.read(bytes, path: path)
        guard !entries.contains(where: { $0.draft.id == group.id }) else { return }
        entries.append(Entry(draft: GroupDraft(group), session: group.session, path: path, bytes: bytes))
      } catch {
        faults += error.all.map(\.description)
      }
    } catch {
      faults.append(error.message)
    }
  }

  // MARK: Remembering

  /// What became of a group that was to be remembered.
  enum Outcome {
    /// It is in its file, or needs none.
    case kept
    /// Its file is not as it was read, and was left alone.
    case changedMeanwhile(String)
  }

  /// Writes a group to its file, if it differs from what is there.
  ///
  /// - Parameter overwrites: whether a file that changed meanwhile is written over.
  func remember(_ draft: GroupDraft, session: Int, overwrites: Bool) throws(Failure) -> Outcome {
    let known = entries.first { $0.draft.id == draft.id }
    if known?.draft == draft { return .kept }
    guard let folder else { return .kept }
    let path = known?.path ?? folder + "/" + draft.id + ".toml"
    let file = GroupFile(
      id: draft.id, mode: draft.mode, session: session, observer: draft.observer, lag: draft.lag,
      roster: Roster(draft.members))
    let text = file.text(replacing: known?.bytes ?? [])
    do throws(Faults) {
      _ = try GroupFile.read(Array(text.utf8), path: path)
    } catch {
      throw Failure(error.description, code: Failure.settings)
    }
    let isSaved = try NewFile.replace(path, with: text, expecting: overwrites ? nil : known?.bytes ?? [])
    return isSaved ? .kept : .changedMeanwhile(path)
  }
}

extension GroupDraft {
  init(_ file: GroupFile) {
    self.init(
      id: file.id, mode: file.mode, observer: file.observer, lag: file.lag, members: file.roster.members)
  }
}
