/// One line of a log: something that happened, and when the observer acted.
package struct Record: Hashable, Sendable, Identifiable {
  package var id: RecordID
  /// When the observer acted. Never decreases down a log.
  package var time: SessionTime
  package var event: Event

  @inlinable package init(id: RecordID, time: SessionTime, event: Event) {
    self.id = id
    self.time = time
    self.event = event
  }
}
