import SessionFiles
import Testing

@Suite struct `The watch over the wall clock` {
  var watch = WallWatch(.init(wall: 1_000_000, session: 500, awake: 500))

  func reading(after passed: Int, step: Int = 0, slept: Int = 0) -> WallWatch.Reading {
    .init(wall: 1_000_000 + passed + step + slept, session: 500 + passed + slept, awake: 500 + passed)
  }

  @Test func `clocks that run together are no news`() {
    var watch = watch
    for passed in stride(from: 0, through: 5_400_000, by: 1000) {
      #expect(watch.jump(at: reading(after: passed, step: passed % 3 * 900 - 900)) == nil)
    }
  }

  @Test(arguments: [2001, -2001, 3_600_000, -3_600_000])
  func `a step of the wall clock is said once`(step: Int) {
    var watch = watch
    #expect(watch.jump(at: reading(after: 1000, step: step)) == step)
    #expect(watch.jump(at: reading(after: 2000, step: step)) == nil)
    // And back again.
    #expect(watch.jump(at: reading(after: 3000)) == -step)
  }

  @Test(arguments: [2000, -2000]) func `two seconds are not yet a jump`(step: Int) {
    var watch = watch
    #expect(watch.jump(at: reading(after: 1000, step: step)) == nil)
  }

  @Test func `a sleep counts though the session's clock runs through it`() {
    var watch = watch
    #expect(watch.jump(at: reading(after: 1000, slept: 2000)) == nil)
    #expect(watch.jump(at: reading(after: 1000, slept: 60_000)) == 60_000)
    #expect(watch.jump(at: reading(after: 2000, slept: 60_000)) == nil)
  }

  @Test func `a clock set while the machine slept counts as both`() {
    var watch = watch
    #expect(watch.jump(at: reading(after: 1000, step: -10_000, slept: 60_000)) == 50_000)
    // A step that undoes the sleep on the wall is a jump all the same.
    #expect(watch.jump(at: reading(after: 2000, step: -70_000, slept: 120_000)) == 0)
  }

  @Test func `no reading makes it trap`() {
    var watch = WallWatch(.init(wall: .min, session: .max, awake: .min))
    _ = watch.jump(at: .init(wall: .max, session: .min, awake: .max))
  }
}
