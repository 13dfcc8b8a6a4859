import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

@Suite struct `A replay and its recording` {
  private let still = Player.Playback(position: 10_000, isPlaying: false, speed: .normal)

  private func report(_ position: Int, isPlaying: Bool = false, speed: Double = 1) -> RecordingLead.Report {
    RecordingLead.Report(position: SessionTime(position), isPlaying: isPlaying, speed: speed)
  }

  @Test func `a key asks for what it changed and for nothing else`() {
    var after = still
    #expect(RecordingLead.wishes(from: still, to: after) == [])
    after.position = 15_000
    after.isPlaying = true
    after.speed = PlaybackClock.Speed(factor: 2)
    #expect(
      RecordingLead.wishes(from: still, to: after) == [
        .seek(15_000), .speed(PlaybackClock.Speed(factor: 2)), .play,
      ])
    #expect(RecordingLead.wishes(from: after, to: still).last == .pause)
  }

  @Test func `what the player says is taken over, but for what is near enough while both play`() {
    var playing = still
    playing.isPlaying = true
    #expect(RecordingLead.playback(report(10_000), over: still, end: 60_000) == nil)
    #expect(RecordingLead.playback(report(10_100), over: still, end: 60_000)?.position == 10_100)
    #expect(RecordingLead.playback(report(10_200, isPlaying: true), over: playing, end: 60_000) == nil)
    #expect(
      RecordingLead.playback(report(10_300, isPlaying: true), over: playing, end: 60_000)?.position == 10_300)
    #expect(RecordingLead.playback(report(10_000), over: playing, end: 60_000)?.isPlaying == false)
  }

  @Test func `the replay ends where the session does, though the recording goes on`() {
    let next = RecordingLead.playback(report(90_000, isPlaying: true), over: still, end: 60_000)
    #expect(next == Player.Playback(position: 60_000, isPlaying: false, speed: .normal))
  }

  @Test func `a speed that there is not is taken for the nearest`() {
    #expect(RecordingLead.playback(report(10_000, speed: 1.9), over: still, end: 60_000)?.speed.factor == 2)
    #expect(RecordingLead.playback(report(10_000, speed: 99), over: still, end: 60_000)?.speed.factor == 64)
  }

  @Test func `a leap of the replay, over idle time or back in a loop, is one of the recording too`() throws {
    let records = Scenario(given: [
      (10_000, .turn("alice")), (20_000, .marker("C2", "alice", to: "joe")), (90_000, .turn("joe")),
      (95_000, .closed()),
    ]).records
    var player = Player(try #require(Replay(records)), keymap: try Keymap(builtIn: ()), idle: 15_000)
    #expect(player.goOn(to: 1_000) == nil)
    _ = player.update(.key(.character(" "), at: 1_000))
    #expect(player.goOn(to: 11_000) == nil)
    #expect(player.goOn(to: 35_000) == nil)
    #expect(player.playback.position == 34_000)
    #expect(player.goOn(to: 36_500) == 90_500)
    _ = player.update(.key(.character("l"), at: 36_500))
    #expect(player.goOn(to: 36_600) == nil)
    let start = player.playback.position
    #expect(player.goOn(to: 80_000) == 15_000)
    #expect(start.milliseconds < 15_200)
  }
}
