import SessionAnalysis
import SessionCore

extension CSVReport {
  /// One row is one rupture marker that stands.
  var markers: String {
    var out = CSVText([
      "sid", "record", "episode", "code", "family", "who", "to", "level", "affected", "clarity",
      "onset_active_ms", "lag_ms",
    ])
    for mention in signs {
      guard let entry = session[mention.id], case .marker(let marker) = entry.event else { continue }
      let episode = session.root(of: marker.episode ?? mention.id)
      out.row([
        sid, CSVCell(mention.id), places[episode] == nil ? .missing : CSVCell(episode),
        .text(marker.code.rawValue),
        session.codebook.family(of: marker.code).map { .text($0.rawValue) } ?? .missing, cell(marker.who),
        cell(marker.to), .word(Level(marker.who, marker.to, in: session.roster).rawValue),
        list(marker.affected.map(\.rawValue)), CSVCell(marker.clarity?.rawValue), active(mention.on),
        .integer(entry.time.milliseconds - mention.on.milliseconds),
      ])
    }
    return out.text
  }

  /// One row is one repair and one episode it is linked to; a repair that is linked to none has one row.
  ///
  /// `attempt` counts the attempts on that episode, and is missing where the repair lies outside its span.
  var repairs: String {
    var out = CSVText([
      "sid", "record", "episode", "attempt", "code", "who", "to", "onset_active_ms", "latency_active_ms",
      "match",
    ])
    for mention in signs {
      guard let entry = session[mention.id], case .repair(let repair) = entry.event else { continue }
      let row: [CSVCell] = [
        .text(repair.code.rawValue), cell(repair.who), cell(repair.to), active(mention.on),
      ]
      var linked: [RecordID] = []
      for episode in repair.episodes.map(session.root) where places[episode] != nil {
        if !linked.contains(episode) { linked.append(episode) }
      }
      for episode in linked {
        let attempts = places[episode].map { figures.episodes[$0].attempts } ?? []
        let number = attempts.firstIndex { $0.repair == mention.id }
        out.row(
          [sid, CSVCell(mention.id), CSVCell(episode), CSVCell(number.map { $0 + 1 })] + row
            + [
              CSVCell(number.map { attempts[$0].latency }),
              CSVCell(number.map { attempts[$0].match.rawValue }),
            ])
      }
      if linked.isEmpty { out.row([sid, CSVCell(mention.id), .missing, .missing] + row) }
    }
    return out.text
  }

  /// One row is one episode. `latency` with `repaired`, and `first_attempt` with `attempted`, are a time and its
  /// event, as survival analysis takes them: FALSE is censored there.
  var episodes: String {
    var out = CSVText([
      "sid", "episode", "who", "to", "level", "form", "affected", "codes", "onset_active_ms", "carried",
      "exposure_active_ms", "attempts", "first_attempt_active_ms", "attempted", "partly_active_ms",
      "latency_active_ms", "repaired", "strength", "reason", "caused_by", "relapse_of",
      "relapse_gap_active_ms",
    ])
    for outcome in figures.episodes {
      let episode = outcome.episode
      let (repair, attempt) = (outcome.repairSpan, outcome.firstAttemptSpan)
      out.row([
        sid, CSVCell(outcome.id), cell(episode.who), cell(episode.to), .word(outcome.level.rawValue),
        episode.form.map { .word($0.rawValue) } ?? .missing, list(episode.affected.map(\.rawValue)),
        list(outcome.codes.map(\.rawValue)), .integer(outcome.onset), .bool(episode.isCarried),
        .integer(episode.exposure), .integer(outcome.attempts.count), .integer(attempt.time),
        .bool(attempt.isEvent), CSVCell(outcome.partly), .integer(repair.time), .bool(repair.isEvent),
        CSVCell(outcome.strength), outcome.reason.map { .word($0.rawValue) } ?? .missing,
        CSVCell(episode.causedBy), CSVCell(episode.relapseOf), CSVCell(outcome.relapseGap),
      ])
    }
    return out.text
  }

  /// The standing markers, repairs and resolutions in the order of analysis.
  private var signs: [Mention] {
    session.signs.compactMap { id in session[id].map { Mention(on: $0.moment, id: id) } }.sorted()
  }
}
