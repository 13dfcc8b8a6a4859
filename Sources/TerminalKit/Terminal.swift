/// Where frames are shown and keys come from.
///
/// One thread owns it. It is not copied, and gives the terminal back as it was when it goes away.
package protocol Terminal: ~Copyable {
  /// The size of the window now.
  var size: Size { get }

  /// A descriptor of the caller's that is waited for too: when something comes there, `read` reports `woken`.
  /// Negative when there is none.
  var watched: Int32 { get set }

  /// Shows a frame, drawing only what differs from the one before, and never waits for the terminal.
  ///
  /// Returns whether all of it has been handed over. If not, the terminal does not drain; the newest frame
  /// is kept and drawn as soon as it does, older ones are left out.
  @discardableResult
  mutating func show(_ frame: Frame) -> Bool

  /// Waits until something has come, at most for so many milliseconds (`nil`: for ever), and returns
  /// everything that has come, in order. Returns nothing when the time is up.
  mutating func read(waitingAtMost milliseconds: Int?) -> [TerminalInput]

  /// Draws the whole screen anew with the next frame, for when something else has written over it.
  mutating func redraw()

  /// Gives the terminal back, stops the process as ^Z does, and takes the terminal again afterwards.
  ///
  /// The next `read` reports `resumed`, as it does after a stop from outside.
  mutating func suspend()
}
