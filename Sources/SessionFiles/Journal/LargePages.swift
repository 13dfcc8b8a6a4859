import CTermSupport
import Glibc

/// Asks the system for large pages where much memory is about to be filled; without them every 4 KiB cost a fault.
package enum LargePages {
  /// Makes the heap one of large pages for what a long log becomes; does nothing for a short one.
  ///
  /// - Parameter size: of the log, in bytes. What is made of one takes about a quarter more.
  package static func makeHeap(forLogOf size: Int) {
    if size > 1 << 24 { ts_use_large_heap(size / 2 * 3) }
  }

  /// Advises the system about memory that is there but not filled yet. Only advice: nothing depends on it.
  package static func advise(_ start: UnsafeRawPointer?, _ count: Int) {
    guard let start, count > 1 << 22 else { return }
    let (address, step) = (UInt(bitPattern: start), UInt(1 << 21))
    let first = (address + step - 1) / step * step
    let last = (address + UInt(count)) / step * step
    madvise(UnsafeMutableRawPointer(bitPattern: first), Int(last - first), MADV_HUGEPAGE)
  }
}
