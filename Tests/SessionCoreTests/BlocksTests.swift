import SessionCore
import Testing

@Suite struct `A long list in blocks` {
  @Test(arguments: [0, 1, 511, 512, 513, 5000], [false, true])
  func `is the same in one array, in whatever pieces it is kept`(_ count: Int, _ isReserved: Bool) {
    var list = Blocks<Int>()
    if isReserved { list.reserve(count) }
    for number in 0..<count { list.append(number) }
    #expect(list.flat == Array(0..<count))
  }
}
