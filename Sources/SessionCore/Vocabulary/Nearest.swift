package func nearest(_ word: String, among names: [String]) -> String? { nil }
