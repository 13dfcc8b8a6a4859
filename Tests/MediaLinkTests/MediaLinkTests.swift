import Foundation
import Glibc
import MediaLink
import Testing

@Suite struct `A link to a media player` {
  /// A link, and the other end of its socket.
  private func pair() throws -> (link: Int32, peer: Int32) {
    var ends: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    return (ends[0], ends[1])
  }

  private func say(_ text: String, to peer: Int32) {
    let bytes = Array(text.utf8)
    #expect(send(peer, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
  }

  private func fault(_ link: consuming MediaLink) -> MediaLink.Fault? {
    do throws(MediaLink.Fault) {
      for _ in 0..<100 { _ = try link.receive() }
      return nil
    } catch {
      return error
    }
  }

  @Test func `hears what is said, in pieces too, and never waits for the rest`() throws {
    let (own, peer) = try pair()
    defer { close(peer) }
    var link = MediaLink(over: own)
    #expect(try link.receive() == [])
    say(#"{"event":"property-change","name":"pause","da"#, to: peer)
    #expect(try link.receive() == [])
    say("ta\":true}\n{\"event\":\"idle\"}\n{\"event\":\"playback-restart\"}\n{\"ev", to: peer)
    #expect(try link.receive() == [.paused(true), .restarted])
    #expect(try link.receive() == [])
  }

  @Test func `asks`() throws {
    let (own, peer) = try pair()
    defer { close(peer) }
    var link = MediaLink(over: own)
    try link.send(.pause(false))
    try link.send(.seek(1500))
    var buffer = [UInt8](repeating: 0, count: 1000)
    let count = recv(peer, &buffer, buffer.count, 0)
    #expect(
      String(decoding: buffer[..<max(0, count)], as: UTF8.self)
        == MediaRequest.pause(false).lines + MediaRequest.seek(1500).lines)
  }

  @Test func `hears the last words of a player that goes`() throws {
    let (own, peer) = try pair()
    var link = MediaLink(over: own)
    say("{\"event\":\"playback-restart\"}\n", to: peer)
    close(peer)
    #expect(try link.receive() == [.restarted])
    #expect(fault(link) == .closedByPeer)
  }

  @Test(arguments: ["hello\n", "{}\n", "\n", "HTTP/1.1 200 OK\r\n", "[1,2]\n"])
  func `leaves whoever is no player`(words: String) throws {
    let (own, peer) = try pair()
    defer { close(peer) }
    let link = MediaLink(over: own)
    say(words, to: peer)
    #expect(fault(link) == .notAPlayer)
  }

  @Test func `leaves whoever sends a line without end`() throws {
    let (own, peer) = try pair()
    defer { close(peer) }
    _ = fcntl(peer, F_SETFL, O_NONBLOCK)
    var link = MediaLink(over: own)
    let flood = [UInt8](repeating: 0x20, count: 4096)
    var found: MediaLink.Fault?
    for _ in 0..<100 where found == nil {
      _ = send(peer, flood, flood.count, Int32(MSG_NOSIGNAL))
      do throws(MediaLink.Fault) { _ = try link.receive() } catch { found = error }
    }
    #expect(found == .notAPlayer)
  }

  @Test func `takes in a flood piece by piece`() throws {
    let (own, peer) = try pair()
    defer { close(peer) }
    _ = fcntl(peer, F_SETFL, O_NONBLOCK)
    var link = MediaLink(over: own)
    let line = Array("{\"event\":\"playback-restart\"}\n".utf8)
    var sent = 0
    while send(peer, line, line.count, Int32(MSG_NOSIGNAL)) == line.count { sent += 1 }
    var heard = 0
    while case let messages = try link.receive(), !messages.isEmpty { heard += messages.count }
    #expect(heard == sent)
    #expect(sent > 100)
  }

  @Test func `leaves whoever takes in nothing`() throws {
    let (own, peer) = try pair()
    defer { close(peer) }
    var link = MediaLink(over: own)
    var found: MediaLink.Fault?
    for _ in 0..<100_000 where found == nil {
      do throws(MediaLink.Fault) { try link.send(.seek(1)) } catch { found = error }
    }
    #expect(found == .deaf)
  }

  @Test func `says what is wrong with a path`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mend-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("file").path
    try Data().write(to: URL(fileURLWithPath: file))
    let cases: [(String, MediaLink.Fault, String)] = [
      ("", .unusablePath, "--input-ipc-server"),
      (String(repeating: "a", count: 200), .unusablePath, "no socket can have this path"),
      (folder.appendingPathComponent("none").path, .cannotConnect(ENOENT), "Start the player first"),
      (file, .cannotConnect(ECONNREFUSED), "no player listens"),
    ]
    for (path, fault, words) in cases {
      do throws(MediaLink.Fault) {
        _ = try MediaLink(to: path)
        Issue.record("\(path) was connected to")
      } catch {
        #expect(error == fault)
        #expect(error.wording.contains(words))
      }
    }
  }
}

@Suite struct `How a media player stands` {
  @Test func `is what it said last`() {
    var state = MediaState()
    #expect(!state.isPlaying)
    for message in [MediaMessage.position(1000), .paused(false), .speed(2)] { state.take(message) }
    #expect(state.isPlaying && state.position == 1000 && state.speed == 2)
    state.take(.position(nil))
    #expect(!state.isPlaying)
  }

  @Test func `does not move with the speed while sound alone stands`() {
    func state(_ messages: MediaMessage...) -> MediaState {
      messages.reduce(into: MediaState()) { $0.take($1) }
    }
    #expect(state(.position(60_000), .position(53_758), .speed(16)).position == 60_000)
    #expect(state(.picture(true), .position(60_000), .position(60_040)).position == 60_040)
    #expect(state(.position(60_000), .paused(false), .position(60_050), .paused(true)).position == 60_050)
    #expect(
      state(.position(60_000), .sought, .position(90_000), .restarted, .position(87_578)).position == 90_000)
    // It may say that it is there before it says where.
    #expect(
      state(.position(60_000), .sought, .restarted, .position(90_000), .position(87_578)).position == 90_000)
    #expect(state(.position(60_000), .position(nil), .position(5)).position == 5)
  }

  @Test func `is of before while it goes elsewhere`() {
    var state = MediaState()
    state.expectSeek()
    state.take(.position(5))
    #expect(state.isSeeking)
    state.take(.restarted)
    #expect(!state.isSeeking)
    state.expectSeek()
    state.take(.refused(id: 6, "invalid parameter"))
    #expect(!state.isSeeking)
  }
}
