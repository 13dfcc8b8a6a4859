/// The share that still waits, from the definition: at each moment the product over the events up to it.
struct PlainCurve {
  let spans: [(time: Int, isEvent: Bool)]

  func survival(at moment: Int) -> Double {
    let times = Set(spans.filter { $0.isEvent && $0.time <= moment }.map(\.time))
    return times.sorted().reduce(1) { product, time in
      let atRisk = spans.count { $0.time >= time }
      return product * (1 - Double(spans.count { $0.isEvent && $0.time == time }) / Double(atRisk))
    }
  }

  var median: Int? {
    spans.filter(\.isEvent).map(\.time).sorted().first { survival(at: $0) <= 0.5 + 1e-12 }
  }

  func restrictedMean(upTo limit: Int) -> Double? {
    guard !spans.isEmpty else { return nil }
    let edges = Set([0, limit] + spans.map(\.time).filter { $0 < limit }).sorted()
    return zip(edges, edges.dropFirst()).reduce(0) { $0 + survival(at: $1.0) * Double($1.1 - $1.0) }
  }
}
