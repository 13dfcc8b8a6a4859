// swift-tools-version: 6.2
import PackageDescription

/// The settings of every Swift target: Swift 6, the upcoming features on, a warning is an error. In a release every
/// function is a section, so that the linker can put them in order.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
  .unsafeFlags(["-Xfrontend", "-function-sections"], .when(platforms: [.linux], configuration: .release)),
]

/// How a release is linked: docs/decisions/0008-a-fixed-address.md and 0014-linked-for-a-quick-start.md.
let link = "\(Context.packageDirectory)/Config/link"
let quickStart: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-use-ld=gold", "-Xclang-linker", "-no-pie", "-Xclang-linker", "-static-libgcc", "-L", link,
      "-Xlinker", "--section-ordering-file", "-Xlinker", "\(link)/functions",
    ], .when(platforms: [.linux], configuration: .release))
]

/// A module of our own, with the settings above.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// The tests of one module.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "Mend",
  products: [
    // Preloaded into the program by tests that tear its writes.
    .library(name: "TornWrite", type: .dynamic, targets: ["TornWrite"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    module("SafeText"),
    module("SessionCore"),
    module("SessionAnalysis", ["SessionCore"]),
    module(
      "SessionFiles",
      ["SafeText", "SessionCore", "CDigest", "CTermSupport", .product(name: "TOMLKit", package: "TOMLKit")],
      resources: [
        .embedInCode("../../Config/codebooks/3rs-group.toml"),
        .embedInCode("../../Config/groups/communication-skills.toml"),
        .embedInCode("../../Config/keymaps/default.toml"),
        .embedInCode("../../Config/keymaps/left-hand.toml"),
        .embedInCode("../../Config/keymaps/number-pad.toml"),
      ]),
    module("SessionReports", ["SafeText", "SessionCore", "SessionAnalysis"]),
    module("TerminalKit", ["SafeText"]),
    module("MediaLink"),
    module("CursesDriver", ["SafeText", "TerminalKit", "CNcurses", "CTermSupport"]),
    module(
      "ObserverUI", ["SafeText", "SessionCore", "SessionAnalysis", "SessionReports", "TerminalKit"]),
    .executableTarget(
      name: "mend",
      dependencies: [
        "SafeText", "SessionCore", "SessionAnalysis", "SessionFiles", "SessionReports", "TerminalKit",
        "CursesDriver", "MediaLink", "ObserverUI", "CTermSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [.embedInCode("../../docs/examples/session-b.script")],
      swiftSettings: strict,
      linkerSettings: quickStart),

    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"]), .brew(["ncurses"])]),
    .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
    .systemLibrary(name: "CDigest", providers: [.apt(["libssl-dev"])]),
    .target(name: "CTermSupport"),
    .target(name: "TornWrite", path: "Tests/TornWrite"),
    .target(name: "FaultSupport", path: "Tests/FaultSupport"),

    .target(
      name: "TestSupport",
      dependencies: ["SessionCore", "SessionFiles", "TerminalKit", "CTermSupport", "FaultSupport"],
      path: "Tests/TestSupport", swiftSettings: strict),
    tests("SessionCoreTests", ["SessionCore", "TestSupport"]),
    tests("SessionAnalysisTests", ["SessionAnalysis", "SessionCore", "SessionFiles", "TestSupport"]),
    tests(
      "SessionFilesTests",
      ["SessionFiles", "SessionReports", "SessionAnalysis", "SessionCore", "CSodium", "TestSupport"]),
    tests(
      "SessionReportsTests",
      ["SessionReports", "SessionAnalysis", "SessionFiles", "SessionCore", "TestSupport"],
      exclude: ["Scripts"]),
    tests("TerminalKitTests", ["TerminalKit", "SafeText", "TestSupport"]),
    tests("MediaLinkTests", ["MediaLink"]),
    tests("CursesDriverTests", ["CursesDriver", "TerminalKit", "CTermSupport", "TestSupport"]),
    tests(
      "ObserverUITests",
      [
        "ObserverUI", "SessionAnalysis", "SessionReports", "SessionCore", "SessionFiles", "TerminalKit",
        "TestSupport",
      ], exclude: ["Golden"]),
    tests(
      "EndToEndTests",
      ["TestSupport", "TerminalKit", "SessionFiles", "SessionCore", "MediaLink", "CTermSupport", "mend"]),
  ],
  swiftLanguageModes: [.v6])
