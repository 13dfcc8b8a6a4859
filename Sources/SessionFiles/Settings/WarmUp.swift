/// The settings that are compiled in, read before they are asked for.
package enum BuiltInSettings {
  /// Begins to read the largest, the codebook, on a thread of its own; whoever asks for it meanwhile waits for it.
  ///
  /// That takes about as long as the arguments, the smaller files and the terminal take together.
  package static func warmUp() {
    let thread = BackgroundThread {
      _ = CodebookFile.builtIn
    }
    thread?.detach()
  }
}
