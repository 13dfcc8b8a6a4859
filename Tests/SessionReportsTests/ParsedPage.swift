import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page as a parser that is not ours finds it; the page is well-formed XML, so nothing is guessed.
final class ParsedPage: NSObject, XMLParserDelegate {
  /// An element with its attributes and the text in it, that of elements within included.
  struct Element {
    let name: String
    let attributes: [String: String]
    fileprivate(set) var text = ""

    func isOf(_ className: String) -> Bool {
      (attributes["class"] ?? "").split(separator: " ").contains { $0 == className }
    }
  }

  private(set) var elements: [Element] = []
  private(set) var fault: String?
  private var open: [Int] = []

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() { fault = "line \(parser.lineNumber): \(String(describing: parser.parserError))" }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    open.append(elements.count)
    elements.append(Element(name: name, attributes: attributes))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    for index in open { elements[index].text += text }
  }

  /// How many elements are of a class.
  func count(_ className: String) -> Int { elements.count { $0.isOf(className) } }

  /// The text of the whole page.
  var text: String { elements.first?.text ?? "" }
}
