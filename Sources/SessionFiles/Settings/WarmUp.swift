/// The settings that are compiled in, read before they are asked for.
package enum BuiltInSettings {
  /// Begins to read them on a thread of its own; whoever asks for one meanwhile waits for it.
  ///
  /// Reading them takes a few milliseconds, about as long as the arguments and the terminal take.
  package static func warmUp() {
    let thread = BackgroundThread {
      _ = CodebookFile.builtIn
      _ = KeymapFile.builtIn
      _ = GroupFile.builtIn
    }
    thread?.detach()
  }
}
