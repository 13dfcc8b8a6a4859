import Glibc

/// Asks the system for large pages where much memory is about to be filled; without them every 4 KiB cost a fault.
enum LargePages {
  /// Advises the system about memory that is there but not filled yet. Only advice: nothing depends on it.
  static func advise(_ start: UnsafeRawPointer?, _ count: Int) {
    guard let start, count > 1 << 22 else { return }
    let (address, step) = (UInt(bitPattern: start), UInt(1 << 21))
    let first = (address + step - 1) / step * step
    let last = (address + UInt(count)) / step * step
    madvise(UnsafeMutableRawPointer(bitPattern: first), Int(last - first), MADV_HUGEPAGE)
  }
}
