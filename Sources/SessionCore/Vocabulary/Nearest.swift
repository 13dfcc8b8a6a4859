/// The name that somebody probably meant, for "did you mean": the candidate with the fewest slips.
///
/// A slip is a letter too many, too few or wrong, or two neighbours swapped (optimal string alignment); ASCII case
/// does not count. Of equally near candidates the first wins.
/// - Returns: `nil` when nothing is near: more than one slip in three letters, no candidates, or a word of more
///   than 64 characters.
package func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(word.asciiFolded.unicodeScalars)
  guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
  var best: (name: String, slips: Int)?
  for candidate in candidates {
    let letters = Array(candidate.asciiFolded.unicodeScalars)
    let longest = max(wanted.count, letters.count)
    let allowed = min(max(1, longest / 3), longest - 1)
    guard letters.count <= 64, abs(letters.count - wanted.count) <= allowed else { continue }
    let slips = slips(from: wanted, to: letters)
    if slips <= allowed, slips < best?.slips ?? Int.max { best = (candidate, slips) }
  }
  return best?.name
}

private func slips(from a: [Unicode.Scalar], to b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
