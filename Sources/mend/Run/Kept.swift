/// What a program that prints and ends holds on to until it is gone.
///
/// The system takes back the memory of a program that ends at once. Taking a long session apart before that, record
/// by record, takes longer than writing its report.
enum Kept {
  private final class Holder<Value> {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  /// The same value, which is never given up.
  static func toTheEnd<Value>(_ value: Value) -> Value {
    _ = Unmanaged.passRetained(Holder(value))
    return value
  }
}
