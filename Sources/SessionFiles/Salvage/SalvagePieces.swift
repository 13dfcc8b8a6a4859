import SessionCore

/// The lines of one session, picked from those of a file that prove themselves.
///
/// A line names the one before it by its hash, so lines that follow each other are found wherever they stand. Where
/// a record is lost, the piece that comes after it names a line nobody has. It is taken as the session's when its
/// numbers and times fit, and no other log's opening stands between; that is all that can be known.
struct SalvagePieces {
  /// The session's lines in the order of their numbers; the first one is the opening.
  private(set) var lines: [ProvenLine] = []
  /// Lines that prove themselves and were not taken.
  private(set) var setAside: [SalvageDamage] = []

  /// More records than this are never missing in one log; a number so far ahead is none of ours.
  static let mostMissing = 20_000

  private let all: [ProvenLine]
  // The next line of the chain, for each that has one.
  private var next: [Int?]
  private var roots: [Int] = []
  // How many numbers lie between the lines taken so far, the ones filled in later included.
  private var skipped = 0

  /// Picks the lines that belong to an opening, given by its index.
  init(of all: [ProvenLine], opening: Int) {
    self.all = all
    next = Array(repeating: nil, count: all.count)
    chain()
    take(piece(from: opening))
    let owners = openings(of: all)
    for root in roots where root != opening {
      let piece = piece(from: root)
      let owner = owners.last { all[$0].place.lowerBound < all[root].place.lowerBound }
      if all[root].record.id == 0 || owner.map({ all[$0].name != all[opening].name }) == true {
        setAside += piece.map { SalvageDamage(bytes: all[$0].place, cause: .otherSession(all[$0].record.id)) }
      } else if fits(piece) {
        take(piece)
      } else {
        setAside += piece.map { SalvageDamage(bytes: all[$0].place, cause: misfit(of: all[$0])) }
      }
    }
    dropWhatFollowsClosing()
    setAside.sort { $0.bytes.lowerBound < $1.bytes.lowerBound }
  }

  /// The lines that open a session, in the order of the file.
  static func openings(of lines: [ProvenLine]) -> [Int] {
    lines.indices.filter { lines[$0].isOpening }
  }

  private func openings(of lines: [ProvenLine]) -> [Int] { Self.openings(of: lines) }

  // Finds for every line the one that follows it, and the lines that follow none.
  private mutating func chain() {
    var named: [String: Int] = [:]
    var seen: [Int] = []
    for (index, line) in all.enumerated() {
      if named[line.name] == nil {
        named[line.name] = index
        seen.append(index)
      } else {
        setAside.append(SalvageDamage(bytes: line.place, cause: .repeated(line.record.id)))
      }
    }
    var length = Array(repeating: 1, count: all.count)
    // From the end, so that how much follows a line is known when the line before it asks.
    for index in seen.sorted(by: { all[$0].record.id > all[$1].record.id }) {
      let line = all[index]
      guard let before = named[line.link], line.record.id.rawValue == all[before].record.id.rawValue + 1,
        line.record.time >= all[before].record.time, !line.record.isOpening
      else {
        roots.append(index)
        continue
      }
      if let rival = next[before] {
        let loser = length[rival] >= length[index] ? index : rival
        setAside += piece(from: loser).map {
          SalvageDamage(bytes: all[$0].place, cause: .branch(all[$0].record.id))
        }
        if loser == index { continue }
      }
      next[before] = index
      length[before] = length[index] + 1
    }
    roots.sort { all[$0].place.lowerBound < all[$1].place.lowerBound }
  }

  private func piece(from root: Int) -> [Int] {
    var piece = [root]
    while let last = piece.last, let following = next[last] { piece.append(following) }
    return piece
  }

  private mutating func take(_ piece: [Int]) {
    guard let first = piece.first.map({ all[$0].record.id }) else { return }
    let at = insertionPoint(for: first)
    if at == lines.count, let last = lines.last { skipped += first.rawValue - last.record.id.rawValue - 1 }
    lines.insert(contentsOf: piece.map { all[$0] }, at: at)
  }

  private func insertionPoint(for id: RecordID) -> Int {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].record.id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // Whether a piece lies in one gap of the lines taken so far, by number and by time. A piece that could be
  // chained to the line before or after it, and is not, is another session's.
  private func fits(_ piece: [Int]) -> Bool {
    guard let first = piece.first.map({ all[$0].record }), let last = piece.last.map({ all[$0].record })
    else { return false }
    let at = insertionPoint(for: first.id)
    guard at > 0 else { return false }
    let before = lines[at - 1].record
    let gap = first.id.rawValue - before.id.rawValue
    guard gap > 1, first.time >= before.time else { return false }
    guard at < lines.count else { return skipped + gap - 1 <= Self.mostMissing }
    let after = lines[at].record
    return after.id.rawValue > last.id.rawValue + 1 && after.time >= last.time
  }

  // A line that stands beside its neighbour, or in the place of one of ours, and is not chained so, is foreign.
  private func misfit(of line: ProvenLine) -> SalvageDamage.Cause {
    let id = line.record.id
    let at = insertionPoint(for: id)
    let isOurs = at < lines.count && lines[at].record.id == id
    let followsOurs = at > 0 && lines[at - 1].record.id.rawValue == id.rawValue - 1
    return isOurs || followsOurs ? .otherSession(id) : .outOfPlace(id)
  }

  // Nothing but a reopening may follow the closing record. Where the record after it is lost, it was one.
  private mutating func dropWhatFollowsClosing() {
    for index in lines.indices.dropFirst() {
      guard case .closed = lines[index - 1].record.event,
        lines[index].record.id.rawValue == lines[index - 1].record.id.rawValue + 1
      else { continue }
      if case .reopened = lines[index].record.event { continue }
      setAside += lines[index...].map {
        SalvageDamage(bytes: $0.place, cause: .afterClosing($0.record.id))
      }
      lines.removeSubrange(index...)
      return
    }
  }
}

extension ProvenLine {
  /// Whether it begins a log.
  var isOpening: Bool { record.isOpening && link.utf8.allSatisfy { $0 == UInt8(ascii: "0") } }
}

extension Record {
  /// Whether it opens a session, as record 0 does and no other.
  fileprivate var isOpening: Bool {
    if case .opened = event { id == 0 } else { false }
  }
}
