import SessionCore

extension Salvage {
  /// What was saved and what was not, as one line of JSON with its LF; `docs/log-format.md` lists the members.
  ///
  /// - Parameter file: the name of the new log.
  package func damageReport(for file: String) -> [UInt8] {
    var writer = LineWriter()
    writer.object { writer in
      writer.member("report", "mend-damage-1")
      writer.member("sid", sid)
      writer.object("source") { writer in
        writer.member("sha256", source.hex)
        writer.member("bytes", sourceLength)
      }
      writer.member("salvaged", file)
      writer.member("saved", saved)
      writer.member("first", 0)
      writer.member("last", last.rawValue)
      writer.list("missing", missing) { writer, range in
        writer.object { writer in
          writer.member("from", range.lowerBound.rawValue)
          writer.member("to", range.upperBound.rawValue)
        }
      }
      writer.member("openingFromAnotherLog", openingIsGiven)
      writer.member("editsUndone", editsUndone)
      writer.list("damage", damage) { writer, damage in
        writer.object { writer in
          writer.member("from", damage.bytes.lowerBound)
          writer.member("to", damage.bytes.upperBound)
          writer.member("why", damage.wording)
        }
      }
    }
    return writer.bytes + [0x0A]
  }

  /// What was saved and what was not, in a few plain lines; `path` is how the source was named.
  package func summary(of path: String) -> [String] {
    var lines = ["\(path): \(count(saved, "record")) saved, the last is record \(last)."]
    if openingIsGiven { lines.append("The opening is lost; it was taken from the other log.") }
    if editsUndone > 0 {
      lines.append("An editor had changed \(count(editsUndone, "line")); that was undone.")
    }
    if lost > 0 {
      let ranges = missing.prefix(12).map {
        $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)"
      }
      let more = missing.count > 12 ? " and \(missing.count - 12) more ranges" : ""
      lines.append(
        "\(count(lost, "record")) missing: \(ranges.joined(separator: ", "))\(more). "
          + "Each leaves an empty place, so that the others keep their numbers.")
    }
    for damage in damage.prefix(12) {
      lines.append(
        "Left out: bytes \(damage.bytes.lowerBound) to \(damage.bytes.upperBound): \(damage.wording).")
    }
    if damage.count > 12 {
      lines.append("Left out: \(damage.count - 12) more places; the damage report lists them all.")
    }
    if isWhole { lines.append("Nothing is lost.") }
    return lines
  }
  private func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }
}
