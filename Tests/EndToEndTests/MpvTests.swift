import Foundation
import Glibc
import MediaLink
import SessionCore
import SessionFiles
import TestSupport
import Testing

/// A real mpv that plays a made recording into nothing.
private final class Mpv {
  static let path = ["/usr/bin/mpv", "/usr/local/bin/mpv"].first { (path: String) in access(path, X_OK) == 0 }
  static let missing: Comment =
    "NOT RUN: no real media player is driven, because mpv is missing; Config/install --tests installs it"

  let socket: String
  private let process = Process()
  private var link: MediaLink?
  private(set) var state = MediaState()

  init(in folder: Folder) throws {
    socket = folder.path("mpv.sock")
    let recording = folder.path("recording.wav")
    try Data(Self.recording).write(to: URL(fileURLWithPath: recording))
    process.executableURL = URL(fileURLWithPath: try #require(Self.path))
    process.arguments = [
      "--no-config", "--idle", "--keep-open", "--ao=null", "--vo=null", "--pause", "--really-quiet",
      "--input-ipc-server=\(socket)", recording,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try #require(hears { $0.position != nil }, "mpv does not answer")
  }

  deinit { kill(process.processIdentifier, SIGKILL) }

  /// Silence of 1300 s, 8000 samples of a byte a second, as a WAV file: mpv goes anywhere in it at once. Slower ones
  /// its null output does not take.
  private static var recording: [UInt8] {
    func number(_ value: Int, bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(value >> (8 * $0) & 0xFF) } }
    let (rate, length) = (8000, 8000 * 1300)
    let format =
      [1, 1].flatMap { number($0, bytes: 2) } + number(rate, bytes: 4) + number(rate, bytes: 4)
      + [1, 8].flatMap { number($0, bytes: 2) }
    return Array("RIFF".utf8) + number(36 + length, bytes: 4) + Array("WAVEfmt ".utf8) + number(16, bytes: 4)
      + format + Array("data".utf8) + number(length, bytes: 4) + [UInt8](repeating: 128, count: length)
  }

  /// Ends it as a crash would.
  func end() { kill(process.processIdentifier, SIGKILL) }

  func ask(_ request: MediaRequest) throws { try link?.send(request) }

  /// Whether mpv comes to stand so before long.
  func hears(_ isSo: (MediaState) -> Bool) -> Bool {
    // A wait of 5 ms each.
    for _ in 0..<4000 {
      do throws(MediaLink.Fault) {
        if link == nil { link = try MediaLink(to: socket) }
        for message in try link?.receive() ?? [] { state.take(message) }
        if isSo(state) { return true }
      } catch {
        link = nil
      }
      poll(nil, 0, 5)
    }
    return false
  }
}

/// A server that says what a test wants to whoever connects.
private final class FakePlayer {
  let path: String
  private let server: Int32
  private var client: Int32 = -1

  init(in folder: Folder) throws {
    path = folder.path("fake.sock")
    server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let isBound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(server, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(isBound == 0 && listen(server, 4) == 0)
  }

  deinit {
    close(server)
    if client >= 0 { close(client) }
  }

  func greet() throws {
    var request = pollfd(fd: server, events: Int16(POLLIN), revents: 0)
    try #require(poll(&request, 1, 20_000) == 1)
    client = accept(server, nil, nil)
  }

  func say(_ text: String) {
    let bytes = Array(text.utf8)
    _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
  }
}

extension `The built program` {
  @Suite(.serialized) struct `With a recording` {
    private static let log = WorkedSession.folder.appendingPathComponent("Corpus/session-b.mend").path

    private func replay(_ socket: String, _ folder: Folder) throws -> Pty {
      let pty = try Program.start("replay", Self.log, "--player", socket, in: folder)
      #expect(pty.expect("of 00:20:00", for: 20), "\(pty.terminal.text)")
      return pty
    }

    private func leave(_ pty: Pty) {
      pty.send("q")
      #expect(pty.waitForEnd(for: 20) == 0)
    }

    @Test func `a replay goes on alone when there is no player, and says why`() throws {
      let folder = try Folder()
      let pty = try replay(folder.path("none.sock"), folder)
      #expect(pty.expect("there is no such socket", for: 20), "\(pty.terminal.text)")
      pty.send("5")
      #expect(pty.expect("00:10:00 of", for: 20), "\(pty.terminal.text)")
      leave(pty)
    }

    @Test(arguments: [
      "hello\n", "{}\n", "{\"event\":\"property-change\",\"name\":\"time-pos\",\"data\":1e999}\n",
      String(repeating: "x", count: 70_000), "\u{1B}[2J\u{7}\n",
    ]) func `a replay leaves what is no player and goes on`(words: String) throws {
      let folder = try Folder()
      let fake = try FakePlayer(in: folder)
      let pty = try replay(fake.path, folder)
      try fake.greet()
      fake.say(words)
      #expect(pty.expect("what listens there is no mpv", for: 20), "\(pty.terminal.text)")
      pty.send("5")
      #expect(pty.expect("00:10:00 of", for: 20), "\(pty.terminal.text)")
      #expect(pty.terminal.bells == 0)
      leave(pty)
    }

    @Test func `a replay does what a player says, however odd`() throws {
      let folder = try Folder()
      let fake = try FakePlayer(in: folder)
      let pty = try replay(fake.path, folder)
      try fake.greet()
      func property(_ name: String, _ data: String) -> String {
        "{\"event\":\"property-change\",\"id\":1,\"name\":\"\(name)\",\"data\":\(data)}\n"
      }
      fake.say(property("vo-configured", "true") + property("time-pos", "300.0"))
      #expect(pty.expect("00:05:00 of", for: 20), "\(pty.terminal.text)")
      fake.say(property("time-pos", "9000000000000") + property("speed", "4") + property("pause", "true"))
      #expect(pty.expect("×4  00:20:00 of", for: 20), "\(pty.terminal.text)")
      fake.say(property("time-pos", "-5") + property("speed", "-1") + property("pause", "7"))
      #expect(pty.expect("×4  00:00:00 of", for: 20), "\(pty.terminal.text)")
      leave(pty)
    }

    @Test(.enabled(if: Mpv.path != nil, Mpv.missing))
    func `a replay and mpv go along with each other both ways`() throws {
      let folder = try Folder()
      let mpv = try Mpv(in: folder)
      let pty = try replay(mpv.socket, folder)
      #expect(pty.expect("no sync mark", for: 20), "\(pty.terminal.text)")
      // From here to there.
      pty.send("5")
      #expect(mpv.hears { abs(($0.position ?? 0) - 600_000) < 50 }, "\(mpv.state)")
      pty.send(">>>>")
      #expect(mpv.hears { $0.speed == 16 }, "\(mpv.state)")
      // It stands, so it stays where it is.
      #expect(pty.expect("×16  00:10:00 of", for: 20), "\(pty.terminal.text)")
      pty.send("<<<<")
      #expect(mpv.hears { $0.speed == 1 }, "\(mpv.state)")
      #expect(pty.expect("×1  00:10:00 of", for: 20), "\(pty.terminal.text)")
      pty.send(" ")
      #expect(mpv.hears { $0.isPlaying && ($0.position ?? 0) > 600_300 }, "\(mpv.state)")
      pty.send(" ")
      #expect(mpv.hears { !$0.isPlaying }, "\(mpv.state)")
      // And from there to here.
      try mpv.ask(.seek(60_000))
      #expect(pty.expect("00:01:00 of", for: 20), "\(pty.terminal.text)")
      try mpv.ask(.speed(quarters: 16))
      #expect(pty.expect("×4  00:01:00 of", for: 20), "\(pty.terminal.text)")
      try mpv.ask(.pause(false))
      #expect(pty.expect("▶", for: 20), "\(pty.terminal.text)")
      try mpv.ask(.pause(true))
      #expect(pty.expect("‖", for: 20), "\(pty.terminal.text)")
      mpv.end()
      #expect(pty.expect("the player is gone", for: 20), "\(pty.terminal.text)")
      pty.send("9")
      #expect(pty.expect("00:18:00 of", for: 20), "\(pty.terminal.text)")
      // Another one is set to where the replay went alone.
      let another = try Mpv(in: folder)
      #expect(another.hears { $0.position == 1_080_000 && $0.speed == 4 }, "\(another.state)")
      #expect(pty.expect("The recording's player is there.", for: 20), "\(pty.terminal.text)")
      #expect(pty.expect("×4  00:18:00 of", for: 20), "\(pty.terminal.text)")
      leave(pty)
    }

    @Test(.enabled(if: Mpv.path != nil, Mpv.missing))
    func `mpv goes where the replay begins, and leaps with it over idle time`() throws {
      let folder = try Folder()
      let mpv = try Mpv(in: folder)
      // Alice speaks from 08:10 to 09:00.
      let pty = try Program.start(
        "replay", Self.log, "--player", mpv.socket, "--idle", "1s", "--from", "8:10", in: folder)
      #expect(pty.expect("of 00:20:00", for: 20), "\(pty.terminal.text)")
      #expect(mpv.hears { $0.position == 490_000 }, "\(mpv.state)")
      #expect(pty.expect("‖ ×1  00:08:10 of", for: 20), "\(pty.terminal.text)")
      pty.send(" ")
      #expect(mpv.hears { $0.isPlaying && (540_000..<590_000).contains($0.position ?? 0) }, "\(mpv.state)")
      pty.send(" ")
      #expect(mpv.hears { !$0.isPlaying }, "\(mpv.state)")
      leave(pty)
    }

    @Test(.enabled(if: Mpv.path != nil, Mpv.missing))
    func `coding a recording takes mpv's clock, which never turns back in the log`() throws {
      let folder = try Folder()
      let mpv = try Mpv(in: folder)
      try mpv.ask(.seek(30_000))
      #expect(mpv.hears { $0.position == 30_000 })
      let pty = try Program.start(
        "observe", "--player", mpv.socket, "--out", folder.path("out"), in: folder)
      #expect(pty.expect("enter go on", for: 20), "\(pty.terminal.text)")
      pty.send("\r")
      #expect(mpv.hears { $0.isPlaying && ($0.position ?? 0) > 33_000 }, "\(mpv.state)")
      pty.send("\r")
      #expect(mpv.hears { !$0.isPlaying }, "\(mpv.state)")
      #expect(pty.expect("‖", for: 20), "\(pty.terminal.text)")
      pty.send("1")
      #expect(pty.expect("Joe", for: 20), "\(pty.terminal.text)")
      try mpv.ask(.seek(31_000))
      #expect(pty.expect("‖  0:0", for: 20), "\(pty.terminal.text)")
      pty.send("b")
      #expect(pty.expect("bookmark", for: 20), "\(pty.terminal.text)")
      // Ahead of what was seen: mpv is set back.
      try mpv.ask(.seek(900_000))
      #expect(pty.expect("Nothing is passed over", for: 20), "\(pty.terminal.text)")
      #expect(mpv.hears { ($0.position ?? .max) < 60_000 }, "\(mpv.state)")
      pty.send("Q\r")
      #expect(pty.expect("  closed  ", for: 20), "\(pty.terminal.text)")
      leave(pty)
      let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path("out")).first)
      let log = LogReading(of: try folder.bytes("out/" + name))
      #expect(log.verdict == .intactClosed)
      #expect(log.records.dropFirst().map(\.event.kind) == ["sync", "turn", "bookmark", "closed"])
      let session = try #require(Session(replaying: log.records))
      guard case .sync(let sync) = log.records[1].event else {
        Issue.record("\(log.records[1].event) is no mark of the recording")
        return
      }
      #expect(log.records[1].time == .zero && abs(sync.media - 30_000) < 100)
      let bookmark = session.entries[3]
      #expect(bookmark.time == session.entries[2].time)
      #expect(abs(bookmark.moment.milliseconds - 1000) < 100)
      #expect(bookmark.moment < bookmark.time)
    }

    @Test func `coding a recording that no player plays, the clock stands and says why`() throws {
      let folder = try Folder()
      let pty = try Program.start(
        "observe", "--player", folder.path("none.sock"), "--out", folder.path("out"), in: folder)
      #expect(pty.expect("there is no such socket", for: 20), "\(pty.terminal.text)")
      pty.send("1")
      #expect(pty.expect("Joe", for: 20), "\(pty.terminal.text)")
      pty.send("Q\r")
      #expect(pty.expect("  closed  ", for: 20), "\(pty.terminal.text)")
      leave(pty)
    }
  }
}
