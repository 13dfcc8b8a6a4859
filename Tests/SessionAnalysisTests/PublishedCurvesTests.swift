import SessionAnalysis
import Testing

/// The curve against published data. The numbers expected were printed by `survfit(Surv(time, status) ~ 1,
/// conf.type = "log-log")` of R 4.2.2 with survival 3.5.3, its `summary`, `quantile(f, 0.5)`, and
/// `survmean(f, rmean = tau)`; they were copied here and are not computed.
@Suite struct `Published survival data` {
  struct Expected: Sendable {
    let name: String
    let spans: [(Int, Bool)]
    /// Time, at risk, events, S, standard error, lower and upper limit.
    let steps: [(Int, Int, Int, Double, Double, Double, Double)]
    let median: Int?
    let limits: (Int?, Int?)
    /// tau, restricted mean, its standard error.
    let means: [(Int, Double, Double)]
  }

  static func spans(_ events: [Int], _ censored: [Int]) -> [(Int, Bool)] {
    events.map { ($0, true) } + censored.map { ($0, false) }
  }

  /// Weeks in remission under 6-MP: Freireich and others, Blood 21 (1963), as Gehan, Biometrika 52 (1965) has them.
  static let mercaptopurine = Expected(
    name: "6-MP",
    spans: spans([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]),
    steps: [
      (6, 21, 3, 0.8571428571, 0.0763603548, 0.6197179553, 0.9515517476),
      (7, 17, 1, 0.8067226891, 0.0869352852, 0.5631465646, 0.9228090192),
      (10, 15, 1, 0.7529411765, 0.0963496530, 0.5031995108, 0.8893618352),
      (13, 12, 1, 0.6901960784, 0.1068147078, 0.4316102225, 0.8490659633),
      (16, 11, 1, 0.6274509804, 0.1140538653, 0.3675108560, 0.8049121895),
      (22, 7, 1, 0.5378151261, 0.1282337517, 0.2677789368, 0.7467907176),
      (23, 6, 1, 0.4481792717, 0.1345914568, 0.1880520060, 0.6801426285),
    ], median: 23, limits: (13, nil),
    means: [
      (10, 9.2773109244, 0.3267691154), (23, 17.9092436975, 1.5531899782), (30, 21.0464985994, 2.2438019516),
      (35, 23.2873949580, 2.8274676234),
    ])

  /// The placebo arm of the same trial: ties, and nobody censored.
  static let placebo = Expected(
    name: "placebo",
    spans: spans([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], []),
    steps: [
      (1, 21, 2, 0.9047619048, 0.0640564485, 0.6700458822, 0.9752941490),
      (2, 19, 2, 0.8095238095, 0.0856890867, 0.5689050599, 0.9238888286),
      (3, 17, 1, 0.7619047619, 0.0929428641, 0.5193914153, 0.8932571098),
      (4, 16, 2, 0.6666666667, 0.1028689000, 0.4253504356, 0.8250440088),
      (5, 14, 2, 0.5714285714, 0.1079898494, 0.3379769539, 0.7492407099),
      (8, 12, 4, 0.3809523810, 0.1059711696, 0.1830665488, 0.5777886777),
      (11, 8, 2, 0.2857142857, 0.0985807942, 0.1165613264, 0.4818196480),
      (12, 6, 2, 0.1904761905, 0.0856890867, 0.0594817014, 0.3774348906),
      (15, 4, 1, 0.1428571429, 0.0763603548, 0.0356573552, 0.3211615747),
      (17, 3, 1, 0.0952380952, 0.0640564485, 0.0162592602, 0.2612499820),
      (22, 2, 1, 0.0476190476, 0.0464714320, 0.0033244630, 0.1970449057),
      (23, 1, 1, 0, .nan, .nan, .nan),
    ], median: 8, limits: (4, 11),
    means: [(10, 6.6190476190, 0.7330122689), (23, 8.6666666667, 1.3773900413)])

  /// Acute myelogenous leukaemia, maintained: Miller, Survival Analysis (1981); R's `aml`.
  static let maintained = Expected(
    name: "aml, maintained", spans: spans([9, 13, 18, 23, 31, 34, 48], [13, 28, 45, 161]),
    steps: [
      (9, 11, 1, 0.9090909091, 0.0866784172, 0.5080802058, 0.9866738227),
      (13, 10, 1, 0.8181818182, 0.1162912998, 0.4474286147, 0.9511622286),
      (18, 8, 1, 0.7159090909, 0.1396649706, 0.3501903859, 0.8990239742),
      (23, 7, 1, 0.6136363636, 0.1526323310, 0.2657520400, 0.8352992433),
      (31, 5, 1, 0.4909090909, 0.1641932672, 0.1673309098, 0.7533997904),
      (34, 4, 1, 0.3681818182, 0.1626688858, 0.0928295749, 0.6570408324),
      (48, 2, 1, 0.1840909091, 0.1534927458, 0.0117384801, 0.5250148427),
    ], median: 31, limits: (13, nil),
    means: [(30, 24.6022727273, 2.3131493773), (60, 34.0522727273, 5.6145127141)])

  /// The other arm of the same study.
  static let nonmaintained = Expected(
    name: "aml, not maintained", spans: spans([5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45], [16]),
    steps: [
      (5, 12, 2, 0.8333333333, 0.1075828707, 0.4817149422, 0.9555093657),
      (8, 10, 2, 0.6666666667, 0.1360827635, 0.3370189325, 0.8597117991),
      (12, 8, 1, 0.5833333333, 0.1423187606, 0.2701389241, 0.8009401923),
      (23, 6, 1, 0.4861111111, 0.1481300626, 0.1918766196, 0.7296715698),
      (27, 5, 1, 0.3888888889, 0.1469861839, 0.1262720122, 0.6498174083),
      (30, 4, 1, 0.2916666667, 0.1387151691, 0.0724016089, 0.5608860527),
      (33, 3, 1, 0.1944444444, 0.1218745054, 0.0311986429, 0.4614294762),
      (43, 2, 1, 0.0972222222, 0.0918663650, 0.0057463057, 0.3489038611),
      (45, 1, 1, 0, .nan, .nan, .nan),
    ], median: 23, limits: (5, 33), means: [(30, 19.6944444444, 3.0541979307)])

  /// Ovarian cancer: Edmunson and others, Cancer Treatment Reports 63 (1979); R's `ovarian`.
  static let ovarian = Expected(
    name: "ovarian",
    spans: spans(
      [59, 115, 156, 268, 329, 353, 365, 431, 464, 475, 563, 638],
      [377, 421, 448, 477, 744, 769, 770, 803, 855, 1040, 1106, 1129, 1206, 1227]),
    steps: [
      (59, 26, 1, 0.9615384615, 0.0377146414, 0.7569442892, 0.9944911569),
      (115, 25, 1, 0.9230769231, 0.0522589400, 0.7260297732, 0.9801878050),
      (156, 24, 1, 0.8846153846, 0.0626562680, 0.6835834419, 0.9612566354),
      (268, 23, 1, 0.8461538462, 0.0707589393, 0.6404348058, 0.9392938109),
      (329, 22, 1, 0.8076923077, 0.0772920147, 0.5981137736, 0.9150766665),
      (353, 21, 1, 0.7692307692, 0.0826286393, 0.5569197890, 0.8890520237),
      (365, 20, 1, 0.7307692308, 0.0869892925, 0.5168857353, 0.8615025596),
      (431, 17, 1, 0.6877828054, 0.0918814790, 0.4707721954, 0.8303195616),
      (464, 15, 1, 0.6419306184, 0.0965212988, 0.4224024941, 0.7961213614),
      (475, 14, 1, 0.5960784314, 0.0999261468, 0.3766769468, 0.7602070703),
      (563, 12, 1, 0.5464052288, 0.1032093943, 0.3278590171, 0.7206755340),
      (638, 11, 1, 0.4967320261, 0.1051026607, 0.2820546643, 0.6792100833),
    ], median: 638, limits: (431, nil), means: [(500, 422.8907993967, 25.4505473870)])

  static let all = [
    mercaptopurine, placebo, maintained, nonmaintained, ovarian, aml, squamous, smallCell, lungBedridden,
  ]

  /// Within the last digit that R printed.
  private static func expectNear(_ found: Double?, _ expected: Double, _ what: Comment) {
    guard !expected.isNaN else {
      #expect(found == nil, what)
      return
    }
    #expect(abs((found ?? .infinity) - expected) < 6e-11, what)
  }

  @Test(arguments: all.indices)
  func `the curve, its errors and its limits are those of R`(_ index: Int) {
    let expected = Self.all[index]
    let curve = KaplanMeier(expected.spans.map { KaplanMeier.Span($0.0, isEvent: $0.1) })
    #expect(curve.steps.map(\.time) == expected.steps.map(\.0))
    for (step, row) in zip(curve.steps, expected.steps) {
      let what: Comment = "\(expected.name) at \(row.0)"
      #expect(step.atRisk == row.1, what)
      #expect(step.events == row.2, what)
      Self.expectNear(step.survival, row.3, what)
      Self.expectNear(step.error, row.4, what)
      Self.expectNear(step.limits?.lower, row.5, what)
      Self.expectNear(step.limits?.upper, row.6, what)
    }
  }

  @Test(arguments: all.indices)
  func `the median, the restricted mean and their limits are those of R`(_ index: Int) {
    let expected = Self.all[index]
    let curve = KaplanMeier(expected.spans.map { KaplanMeier.Span($0.0, isEvent: $0.1) })
    #expect(curve.median == expected.median)
    #expect(curve.medianLimits == KaplanMeier.Limits(lower: expected.limits.0, upper: expected.limits.1))
    for (tau, mean, error) in expected.means {
      Self.expectNear(curve.restrictedMean(upTo: tau), mean, "\(expected.name), \(tau)")
      Self.expectNear(curve.restrictedMeanError(upTo: tau), error, "\(expected.name), \(tau)")
    }
  }

  @Test
  func `a curve that is flat at one half has its median at the first time there, where R takes the middle`() {
    // R prints 3 for (1, 2, 3+, 4): the middle of 2 and 4. Here it is 2, the first time with S <= 0.5.
    let curve = KaplanMeier([
      .init(1, isEvent: true), .init(2, isEvent: true), .init(3, isEvent: false), .init(4, isEvent: true),
    ])
    #expect(curve.median == 2)
    #expect(curve.medianLimits == KaplanMeier.Limits(lower: 1, upper: nil))
  }

  @Test func `with everything censored there are no steps, no limits, and no error`() {
    let curve = KaplanMeier((1...12).map { KaplanMeier.Span($0, isEvent: false) })
    #expect(curve.hasLimits)
    #expect(curve.medianLimits == KaplanMeier.Limits(lower: nil, upper: nil))
    #expect(curve.restrictedMean(upTo: 20) == 20)
    #expect(curve.restrictedMeanError(upTo: 20) == 0)
  }

  @Test func `spans of no length are at risk at 0 and end there`() {
    let curve = KaplanMeier([.init(0, isEvent: true), .init(0, isEvent: false), .init(7, isEvent: true)])
    #expect(curve.steps.map(\.atRisk) == [3, 1])
    #expect(curve.median == 7)
    #expect(curve.restrictedMean(upTo: 6).map { abs($0 - 4) < 1e-12 } == true)
  }
}
