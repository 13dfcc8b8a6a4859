/// What a file that is no log looks like.
package enum LookAlike: Hashable, Sendable {
  case empty, blankLines, nulBytes
  /// The first line of a log, cut off or damaged, and nothing after it.
  case tornOpening
  case gzip, zip, sqlite, pdf, png, html
  case utf16, utf32
  case text, unknown

  /// What the first bytes of a file look like.
  package init(_ bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { LookAlike($0) }
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let head = bytes.prefix(4096)
    func begins(_ signature: [UInt8]) -> Bool { head.starts(with: signature) }
    func begins(_ signature: StaticString) -> Bool {
      head.starts(with: UnsafeBufferPointer(start: signature.utf8Start, count: signature.utf8CodeUnitCount))
    }
    self =
      if bytes.isEmpty {
        .empty
      } else if begins([0x1F, 0x8B]) {
        .gzip
      } else if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x50, 0x4B, 0x05, 0x06]) {
        .zip
      } else if begins("SQLite format 3") {
        .sqlite
      } else if begins("%PDF-") {
        .pdf
      } else if begins([0x89, 0x50, 0x4E, 0x47]) {
        .png
      } else if begins("<!") || begins("<html") || begins("<HTML") {
        .html
      } else if begins([0xFF, 0xFE, 0, 0]) || begins([0, 0, 0xFE, 0xFF]) || begins([0x7B, 0, 0, 0])
        || begins([0, 0, 0, 0x7B])
      {
        .utf32
      } else if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) || begins([0x7B, 0]) || begins([0, 0x7B]) {
        .utf16
      } else if head.allSatisfy({ $0 == 0 }) {
        .nulBytes
      } else if head.allSatisfy({ $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0x09 }) {
        .blankLines
      } else if Self.isTornOpening(head) {
        .tornOpening
      } else if head.allSatisfy({ $0 >= 0x20 || (0x09...0x0D).contains($0) }) {
        .text
      } else { .unknown }
  }

  private static func isTornOpening(_ head: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let opening: StaticString = "{\"n\":0,\"t\":"
    let start = UnsafeBufferPointer(start: opening.utf8Start, count: opening.utf8CodeUnitCount)
    return head.prefix(start.count).elementsEqual(start.prefix(head.count))
  }

  /// What it looks like, in a few words.
  package var wording: String {
    switch self {
    case .empty: "it is empty, 0 bytes"
    case .blankLines: "it holds blank lines only"
    case .nulBytes: "it holds NUL bytes only, as after a crash of the file system; look for a copy"
    case .tornOpening: "its first line is incomplete, so that no session was opened; nothing after it is left"
    case .gzip: "it is compressed with gzip; uncompress it first"
    case .zip: "it is a ZIP archive; unpack it first"
    case .sqlite: "it is an SQLite database"
    case .pdf: "it is a PDF document"
    case .png: "it is a PNG image"
    case .html: "it is a web page"
    case .utf16: "it is UTF-16 text; a log is UTF-8. Look for a copy that no editor saved"
    case .utf32: "it is UTF-32 text; a log is UTF-8. Look for a copy that no editor saved"
    case .text: "it is text of another kind"
    case .unknown: "its first line is not one of a log"
    }
  }
}
