import SessionAnalysis
import SessionCore

/// Who spoke to whom: everybody on a circle in the order of the seats, the group in the middle.
///
/// Each line goes from the speaker to whoever is addressed and bends to the right of its way, so that the two
/// directions lie apart; the more segments, the wider. The matrix beside it has the numbers.
struct SpeechPicture {
  private let matrix: [[Int]]
  private let lanes: [Timeline.Lane]
  /// The records behind each cell of the matrix, as its table has them; empty without that table.
  private let records: [[RecordNumbers]]

  init(_ page: SupervisionPage) {
    matrix = page.figures.group.matrix
    lanes = page.timeline.lanes
    var records: [[RecordNumbers]] = []
    for case .table(let table) in page.appendix.first(where: { $0.id == "who-to-whom" })?.blocks ?? [] {
      records = table.rows.map { $0.dropFirst().map(\.records) }
    }
    self.records = records
  }

  private static let size = 320.0
  private static let middle = 160.0
  private static let height = 276.0
  private static let ring = 104.0

  /// The picture.
  var markup: Markup {
    let most = max(1, matrix.flatMap { $0 }.max() ?? 1)
    var lines: [(count: Int, shape: Markup)] = []
    for (from, row) in matrix.enumerated() {
      for (to, count) in row.enumerated() where count > 0 && to != from {
        lines.append((count, line(from, to == matrix.count ? nil : to, count, of: most)))
      }
    }
    // The thin ones last, so that none is hidden.
    let drawn = lines.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
    return Drawing.picture(
      "speech", width: Self.size, height: Self.height, title: "Who spoke to whom", about: description,
      drawn.map(\.element.shape) + [group] + lanes.indices.map(person))
  }

  private var description: String {
    let count = matrix.reduce(0) { $0 + $1.reduce(0, +) }
    return
      "Lines from speakers to those addressed, for \(Wording.count(count, "segment")) with an addressee; the wider, the"
      + " more segments. The matrix beside it has the numbers."
  }

  /// The place of a seat on the circle of a radius, from the top, with the clock.
  private func place(_ seat: Int, _ radius: Double) -> (x: Double, y: Double) {
    let turn = Circle.point(seat, of: max(1, lanes.count))
    return (Self.middle + radius * turn.sine, Self.height / 2 - radius * turn.cosine)
  }

  private func line(_ from: Int, _ to: Int?, _ count: Int, of most: Int) -> Markup {
    let start = place(from, Self.ring - 10)
    let end = to.map { place($0, Self.ring - 10) } ?? (x: Self.middle, y: Self.height / 2)
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let bend = to == nil ? 0.1 : 0.16
    let (cx, cy) = ((start.x + end.x) / 2 - dy * bend, (start.y + end.y) / 2 + dx * bend)
    // It stops short of the middle of the group, and carries its head at the end.
    let (ex, ey) = (end.x - cx, end.y - cy)
    let length = (ex * ex + ey * ey).squareRoot()
    let (ux, uy) = length > 0 ? (ex / length, ey / length) : (0.0, 0.0)
    let short = to == nil ? 12.0 : 0
    let (tx, ty) = (end.x - ux * short, end.y - uy * short)
    let wide = ["s1", "s2", "s3", "s4", "s5"][min(4, max(0, (count * 5 - 1) / most))]
    let words =
      "\(lanes[from].label) → \(to.map { lanes[$0].label } ?? "group"):"
      + " \(Wording.count(count, "segment"))"
    let column = to ?? lanes.count
    let own =
      records.indices.contains(from) && records[from].indices.contains(column) ? records[from][column] : []
    return Drawing.group(
      "speech \(wide)", Markup.records(own), title: words,
      [
        Drawing.path([.move(start.x, start.y), .curve(cx, cy, to: tx, ty)], "way"),
        Drawing.path(
          [
            .move(tx - ux * 7 - uy * 3.4, ty - uy * 7 + ux * 3.4), .line(tx, ty),
            .line(tx - ux * 7 + uy * 3.4, ty - uy * 7 - ux * 3.4), .close,
          ], "head"),
      ])
  }

  private var group: Markup {
    Drawing.group(
      "everybody", title: "the group",
      [
        Drawing.circle(Self.middle, Self.height / 2, 10, "seat"),
        Drawing.text("all", Self.middle, Self.height / 2 + 3.2, "letter", anchor: "middle"),
      ])
  }

  private func person(_ seat: Int) -> Markup {
    let (person, count) = (lanes[seat], matrix[seat].reduce(0, +))
    let (dot, label) = (place(seat, Self.ring), place(seat, Self.ring + 15))
    let turn = Circle.point(seat, of: max(1, lanes.count))
    let anchor = turn.sine > 0.3 ? "start" : turn.sine < -0.3 ? "end" : "middle"
    let name = person.label
    let down = turn.cosine > 0.9 ? 0 : turn.cosine < -0.9 ? 8 : 4.0
    return Drawing.group(
      "person", title: "\(name): \(Wording.count(count, "addressed segment"))",
      [
        person.role == .therapist
          ? Drawing.rect(dot.x - 5, dot.y - 5, 10, 10, "seat", rounded: 1.5)
          : Drawing.circle(dot.x, dot.y, 5.5, "seat"),
        Drawing.text(name.fitted(to: 9), label.x, label.y + down, "name", anchor: anchor),
      ])
  }
}

/// Points on a circle, to well beyond what is drawn, without a library that may differ from machine to machine.
enum Circle {
  /// Sine and cosine of a part of a full turn.
  static func point(_ part: Int, of whole: Int) -> (sine: Double, cosine: Double) {
    let turn = 6.283_185_307_179_586 * Double(part) / Double(max(1, whole))
    // Halved often enough for a short series, and doubled again.
    let x = turn / 16
    var sine = x - x * x * x / 6 + x * x * x * x * x / 120
    var cosine = 1 - x * x / 2 + x * x * x * x / 24 - x * x * x * x * x * x / 720
    for _ in 0..<4 { (sine, cosine) = (2 * sine * cosine, cosine * cosine - sine * sine) }
    return (sine, cosine)
  }
}
