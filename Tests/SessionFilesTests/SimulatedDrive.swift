import SessionCore
import SessionFiles
import Synchronization
import TestSupport

/// A drive of simulated files that refuses by a script or by chance, and keeps an eye on what the journal must
/// never do.
final class SimulatedDrive: Sendable {
  /// What one call to the drive may come to.
  enum Fault: Hashable, Sendable {
    case fine
    case refuses(SystemFault)
    /// So many bytes are taken.
    case short(Int)
    /// The sync fails, the pages count as clean all the same, and what was read before stays readable.
    case forgets
    /// The sync fails, and the file is as it was at the last good sync.
    case reverts
  }

  /// A call to the drive.
  enum Call: Hashable, Sendable { case write, sync, syncDirectory, create, content }

  struct Content: Sendable {
    /// What a reader sees.
    var bytes: [UInt8] = []
    /// What is on disk.
    var durable: [UInt8] = []
    var isNamed = true
    /// Whether the name itself is on disk.
    var isNameDurable = false
    var hasFailedToSync = false
    var isClosed = false
  }

  struct State: Sendable {
    var files: [Content] = []
    /// What the journal did that it must never do.
    var violations: [String] = []
    var saved = -1
    var moves = 0
    /// What the calls come to, one after the other; fine when there are no more.
    var script: [Call: [Fault]] = [:]
    /// What comes after the script.
    var rest: [Call: Fault] = [:]
    var chance: Chance?
    var clock = 0
  }

  /// Faults at random, so many in a thousand calls.
  struct Chance: Sendable {
    var random: Seeded
    var perMille: Int
  }

  let state: Mutex<State>

  init(_ state: State = State()) { self.state = Mutex(state) }

  func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }

  var now: State { state.withLock { $0 } }

  /// A clock that moves on whenever it is looked at, so that every wait ends.
  var clock: @Sendable () -> Int {
    {
      self.state.withLock { state in
        state.clock += 10; return state.clock
      }
    }
  }

  func journal(places: Int = 1) throws(LogFileError) -> Journal<SimulatedFile> {
    change { $0.files.append(Content()) }
    let place: Refuge<SimulatedFile>.Place = { self.create() }
    return try Journal(
      SimulatedFile(drive: self, index: 0), path: "0", refuge: Refuge(Array(repeating: place, count: places)),
      pace: .byHand, now: clock, report: report)
  }

  private func create() -> Result<Refuge<SimulatedFile>.Shelter, LogFileError> {
    state.withLock { state in
      if case .refuses(let fault) = Self.fault(.create, &state) {
        return .failure(LogFileError("r", .cannotCreate(fault)))
      }
      state.files.append(Content())
      let index = state.files.count - 1
      return .success(.init(SimulatedFile(drive: self, index: index), path: "\(index)"))
    }
  }

  /// What the journal reports is checked the moment it is said.
  var report: @Sendable (SyncReport) -> Void {
    { report in
      self.change { state in
        switch report {
        case .saved(let id):
          if id.rawValue < state.saved { state.violations.append("an acknowledgement was taken back") }
          state.saved = max(state.saved, id.rawValue)
          let best =
            state.files.filter { $0.isNamed && $0.isNameDurable }
            .map { $0.durable.count { $0 == 0x0A } }.max() ?? 0
          if best <= id.rawValue { state.violations.append("\(id) was called saved with \(best) on disk") }
        case .moved: state.moves += 1
        case .failed: break
        }
      }
    }
  }

  static func fault(_ call: Call, _ state: inout State) -> Fault {
    if let first = state.script[call]?.first {
      state.script[call]?.removeFirst()
      return first
    }
    if let rest = state.rest[call] { return rest }
    guard state.chance?.draw(1000) ?? 1000 < state.chance?.perMille ?? 0 else { return .fine }
    let kind = state.chance?.draw(3) ?? 0
    switch call {
    case .write:
      let bytes = state.chance?.draw(300) ?? 0
      return kind == 0
        ? .short(1 + bytes) : .refuses(SystemFault("write", kind == 1 ? 28 : 5))
    case .sync: return kind == 0 ? .forgets : kind == 1 ? .reverts : .refuses(SystemFault("fdatasync", 5))
    case .syncDirectory: return .refuses(SystemFault("fsync", 5))
    case .create: return .refuses(SystemFault("open", 30))
    case .content: return .refuses(SystemFault("read", 5))
    }
  }
}

extension SimulatedDrive.Chance {
  mutating func draw(_ below: Int) -> Int { Int.random(in: 0..<max(1, below), using: &random) }
}

/// A file on such a drive.
struct SimulatedFile: JournalStorage {
  let drive: SimulatedDrive
  let index: Int

  private func with<Answer>(
    _ call: SimulatedDrive.Call?,
    _ body: (inout SimulatedDrive.State, SimulatedDrive.Fault) -> Result<Answer, SystemFault>
  ) throws(SystemFault) -> Answer {
    try drive.state.withLock { state -> Result<Answer, SystemFault> in
      let fault = call.map { SimulatedDrive.fault($0, &state) } ?? .fine
      return body(&state, fault)
    }.get()
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemFault) -> Int {
    try with(.write) { state, fault in
      switch fault {
      case .refuses(let fault): return .failure(fault)
      case .short(let most):
        let taken = min(most, bytes.count)
        state.files[index].bytes.append(contentsOf: bytes.prefix(taken))
        return .success(taken)
      case .fine, .forgets, .reverts:
        state.files[index].bytes.append(contentsOf: bytes)
        return .success(bytes.count)
      }
    }
  }

  func syncData() throws(SystemFault) {
    try with(.sync) { state, fault -> Result<Void, SystemFault> in
      if state.files[index].hasFailedToSync { state.violations.append("a sync after a failed one") }
      if state.files[index].isClosed { state.violations.append("a sync of a closed file") }
      switch fault {
      case .fine, .short:
        state.files[index].durable = state.files[index].bytes
        return .success(())
      case .refuses(let fault):
        state.files[index].hasFailedToSync = true
        return .failure(fault)
      case .forgets, .reverts:
        state.files[index].hasFailedToSync = true
        if fault == .reverts { state.files[index].bytes = state.files[index].durable }
        return .failure(SystemFault("fdatasync", 5))
      }
    }
  }

  func syncAll() throws(SystemFault) { try syncData() }

  func syncDirectory() throws(SystemFault) {
    try with(.syncDirectory) { state, fault -> Result<Void, SystemFault> in
      if case .refuses(let fault) = fault { return .failure(fault) }
      state.files[index].isNameDurable = true
      return .success(())
    }
  }

  func size() throws(SystemFault) -> Int {
    try with(nil) { state, _ in .success(state.files[index].bytes.count) }
  }

  func isLocal() -> Bool { true }
  func isInPlace() -> Bool { drive.now.files[index].isNamed }

  func content() throws(SystemFault) -> [UInt8] {
    try with(.content) { state, fault in
      if case .refuses(let fault) = fault { return .failure(fault) }
      if case .short(let most) = fault { return .success(Array(state.files[index].durable.prefix(most))) }
      return .success(state.files[index].durable)
    }
  }

  func discard() { drive.change { $0.files[index].isNamed = false } }

  func close() {
    drive.change { state in
      if state.files[index].isClosed { state.violations.append("a file was closed twice") }
      state.files[index].isClosed = true
    }
  }
}
