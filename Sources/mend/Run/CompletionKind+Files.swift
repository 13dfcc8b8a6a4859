import ArgumentParser

extension CompletionKind {
  /// What a shell offers where a log belongs.
  static var log: CompletionKind { .file(extensions: ["mend"]) }

  /// The same where a codebook, a group or a keymap belongs.
  static var settingsFile: CompletionKind { .file(extensions: ["toml"]) }
}
