import SessionCore
import TerminalKit

/// The lock: the screen goes blank at once and comes back for a passphrase only. Keys still record seats.
///
/// The desk asks the runtime to keep and to compare the passphrase, and knows only how that went.
extension Desk {
  /// How far the lock is closed.
  enum Lock: Hashable, Sendable {
    /// The passphrase that will open it is being typed.
    case choosing(Passphrase)
    /// Seats record; enter asks for the passphrase.
    case closed
    /// The passphrase is being typed, since the last key at this moment.
    case opening(Passphrase, last: SessionTime)

    /// Whether keys are letters of a passphrase.
    var isTyping: Bool { self != .closed }
  }

  /// After so many ms without a key the passphrase is no longer asked for, so that seats record again.
  private static let patience = 20_000

  mutating func press(_ key: Key, behind lock: Lock) -> [DeskEffect] {
    message = nil
    switch lock {
    case .choosing(let phrase):
      if key == .escape {
        mode = .observing
        return []
      }
      guard key == .enter else {
        mode = .locked(.choosing(typed(key, phrase)))
        return []
      }
      if phrase.isEmpty { return explain("Nothing was typed. Escape comes back without a lock.") }
      mode = .locked(.closed)
      return [.lock(phrase)]
    case .closed: return pressClosed(key)
    case .opening(let phrase, let last):
      if now.session > last.moved(by: Self.patience) { return pressClosed(key) }
      switch key {
      case .escape:
        mode = .locked(.closed)
        return []
      case .enter:
        mode = .locked(.closed)
        return [.unlock(phrase)]
      default:
        mode = .locked(.opening(typed(key, phrase), last: now.session))
        return []
      }
    }
  }

  private mutating func pressClosed(_ key: Key) -> [DeskEffect] {
    mode = .locked(.closed)
    if seat(of: key) != nil || keymap.action(key, in: .observe) == .silence {
      // What there would be to say names people.
      defer { message = nil }
      return observe(key)
    }
    if key == .enter { mode = .locked(.opening(Passphrase(), last: now.session)) }
    return []
  }

  private func typed(_ key: Key, _ phrase: Passphrase) -> Passphrase {
    switch key {
    case .backspace, .control("u"): Passphrase()
    default: key.plainCharacter.map { phrase.adding($0) } ?? phrase
    }
  }

  /// The runtime compared a passphrase.
  mutating func takeUnlocking(_ isRight: Bool) {
    guard case .locked = mode else { return }
    if isRight {
      mode = .observing
    } else {
      message = "That is not the passphrase. Enter asks again."
    }
  }

  /// What the blank screen says; it shows nobody and nothing of the session.
  var lockText: String {
    guard case .locked(let lock) = mode else { return "" }
    switch lock {
    case .choosing:
      return message ?? "A passphrase to lock with, then enter; escape comes back. It is not shown."
    case .closed: return message ?? ""
    case .opening: return "Passphrase, then enter; escape goes back."
    }
  }
}
