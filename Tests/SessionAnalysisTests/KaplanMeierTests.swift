import SessionAnalysis
import Testing

@Suite struct `The curve of Kaplan and Meier` {
  private static func curve(_ spans: [(Int, Bool)]) -> KaplanMeier {
    KaplanMeier(spans.map { KaplanMeier.Span($0.0 * 1000, isEvent: $0.1) })
  }

  private static func nearly(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 0.005 } ?? false }

  @Test func `with one repair of three the median is not reached`() {
    let curve = Self.curve([(185, true), (885, false), (1285, false)])
    #expect(curve.steps.count == 1)
    #expect(Self.nearly(curve.steps.first?.survival, 0.6667))
    #expect(curve.median == nil)
    #expect(Self.nearly(curve.restrictedMean(upTo: 600_000).map { $0 / 1000 }, 461.67))
  }

  @Test func `censored spans before the first event leave the number at risk`() {
    let curve = Self.curve([(100, false), (160, true), (185, true), (885, false), (1285, false)])
    #expect(curve.steps.map(\.survival) == [0.75, 0.5])
    #expect(curve.steps.map(\.atRisk) == [4, 3])
    #expect(curve.median == 185_000)
    #expect(Self.nearly(curve.restrictedMean(upTo: 600_000).map { $0 / 1000 }, 386.25))
  }

  @Test func `five episodes, one censored between the repairs and one at the horizon`() {
    let curve = Self.curve([(52, true), (185, true), (300, false), (420, true), (600, false)])
    #expect(zip(curve.steps.map(\.survival), [0.8, 0.6, 0.3]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(curve.median == 420_000)
    #expect(Self.nearly(curve.restrictedMean(upTo: 600_000).map { $0 / 1000 }, 353.40))
  }

  @Test func `of an event and a censored span at one moment the event comes first`() {
    let curve = Self.curve([(100, false), (100, true)])
    #expect(curve.steps == Self.curve([(100, true), (100, false)]).steps)
    #expect(curve.steps.first?.atRisk == 2)
    #expect(curve.steps.first?.survival == 0.5)
    #expect(curve.median == 100_000)
  }

  @Test func `one half is met though the fractions that make it are not exact`() {
    // 5/6 * 4/5 * 3/4 is one half, but not in binary.
    let curve = Self.curve([(1, true), (2, true), (3, true), (4, false), (4, false), (4, false)])
    #expect(curve.median == 3000)
  }

  @Test func `without spans there is nothing to say`() {
    let curve = KaplanMeier([])
    #expect(curve.steps.isEmpty)
    #expect(curve.median == nil)
    #expect(curve.restrictedMean(upTo: 600_000) == nil)
  }

  @Test func `with nothing repaired the mean within the horizon is the horizon`() {
    #expect(Self.curve([(1285, false), (885, false)]).restrictedMean(upTo: 600_000) == 600_000)
    #expect(Self.curve([(10, false)]).restrictedMean(upTo: 600_000) == 600_000)
  }
}
