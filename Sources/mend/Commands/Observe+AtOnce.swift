import SessionFiles

extension Observe {
  /// The command of words that are nothing but the commonest options, each with a value of its own; `nil` for all
  /// others, which the parser must read.
  ///
  /// The parser finds its options by reflection, which takes as long as everything else at the start.
  init?(atOnce words: ArraySlice<String>) {
    self.init()
    leaveOut()
    var rest = words
    while let option = rest.popFirst() {
      if option == "--learn" {
        learn = true
        continue
      }
      guard let value = rest.popFirst(), value.utf8.first != UInt8(ascii: "-") else { return nil }
      switch option {
      case "--group": group = value
      case "--codebook": codebook = value
      case "--after": after = value
      case "--mode": mode = value
      case "--lag": lag = value
      case "--observer": observer = value
      case "--out": out = value
      case "--resume": resume = value
      case "--keymap": keymap = value
      case "--theme": looks.theme = value
      default: return nil
      }
    }
  }

  /// Every option as if it had not been given; the parser's own defaults cannot be read before it has run.
  private mutating func leaveOut() {
    (group, codebook, session, after, mode, lag) = (nil, nil, nil, nil, nil, nil)
    (from, blind, observer, player, out) = (nil, false, nil, nil, nil)
    (resume, reopen, learn, plain, speakFriendly) = (nil, false, false, false, false)
    (keymap, keys, screen, clock, ackFd, sid, wall) = (nil, nil, nil, "live", nil, nil, nil)
    var looks = LookOptions()
    (looks.theme, looks.ascii) = (nil, false)
    self.looks = looks
  }
}
