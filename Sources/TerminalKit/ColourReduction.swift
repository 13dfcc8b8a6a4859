extension Colour {
  /// The nearest colour a terminal with so many colours has; the default when it has fewer than 8.
  ///
  /// 256 and more keep everything. With 16, the cube and the greys of the palette go to the nearest of the
  /// first sixteen, as xterm draws them by default. With 8, bright colours lose their brightness and grey
  /// becomes the default, since black on black could not be read.
  package func reduced(toColours count: Int) -> Colour {
    guard let index, count < 256 else { return self }
    guard count >= 8 else { return .default }
    let basic = index < 16 ? index : Colour.nearestBasic(to: index)
    guard count < 16, basic >= 8 else { return Colour(index: basic) }
    return basic == 8 ? .default : Colour(index: basic - 8)
  }

  private static func nearestBasic(to index: UInt8) -> UInt8 {
    let wanted = rgb(of: index)
    var best: (index: UInt8, distance: Int) = (7, .max)
    for candidate in UInt8(0)..<16 {
      let other = basicPalette[Int(candidate)]
      let (red, green, blue) = (wanted.0 - other.0, wanted.1 - other.1, wanted.2 - other.2)
      let distance = red * red + green * green + blue * blue
      if distance < best.distance { best = (candidate, distance) }
    }
    return best.index
  }

  /// The value xterm gives an entry from 16 on: a cube of six steps a side, then 24 greys.
  private static func rgb(of index: UInt8) -> (Int, Int, Int) {
    guard index < 232 else {
      let grey = 8 + 10 * (Int(index) - 232)
      return (grey, grey, grey)
    }
    let steps = [0, 95, 135, 175, 215, 255]
    let place = max(Int(index) - 16, 0)
    return (steps[place / 36], steps[place / 6 % 6], steps[place % 6])
  }

  private static let basicPalette: [(Int, Int, Int)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
    (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
    (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]
}

extension Style {
  /// This style for a terminal with so many colours, 0 for none.
  ///
  /// A grey of the large palette in the foreground becomes the default colour, dimmed if it is a dark one: the one
  /// grey of a small palette is invisible on the background of some.
  package func reduced(toColours count: Int) -> Style {
    guard count < 256 else { return self }
    var style = self
    if let index = foreground.index, index >= 232 {
      style.foreground = .default
      if index < Self.firstLightGrey { style.attributes.insert(.dim) }
    } else {
      style.foreground = foreground.reduced(toColours: count)
    }
    style.background = background.reduced(toColours: count)
    return style
  }

  /// The first entry of the palette's greys that is lighter than half.
  private static let firstLightGrey: UInt8 = 244
}
