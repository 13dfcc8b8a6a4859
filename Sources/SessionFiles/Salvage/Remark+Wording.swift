extension LogFile.Remark {
  /// The remark in one line, to follow the file's name: what was found, and how to put it right.
  package func wording(for path: String) -> String {
    switch self {
    case .hardLinked:
      "\(path): the file has more than one name; what is recorded under one shows under all. Keep one of them."
    case .openToOthers(let mode):
      "\(path): other users may use the file (mode 0\(String(mode, radix: 8))). "
        + "Keep it to yourself with chmod 600."
    }
  }
}
