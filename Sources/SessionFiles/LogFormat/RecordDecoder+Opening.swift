import SessionCore

/// The opening of a session, with its roster and codebook. Unknown members of either are passed over; the line
/// still has them.
extension RecordDecoder {
  mutating func opening() throws(LineFault) -> Opening {
    let version = try required("v", .integer)
    guard Upcasting.reads(try number(version, "v", in: 1...LogLimits.largestInteger)) else {
      throw LineFault(offset: version.start, cause: .newerVersion(version.number))
    }
    let sid = try hex("sid", digits: 32)
    let wall = try wall()
    let app = try text("app")
    let mode: Opening.Mode = try choice("mode")
    if let sealed = find("enc") { throw LineFault(offset: sealed.start, cause: .sealed) }
    return Opening(
      sid: sid, wall: wall, app: app, mode: mode, group: try text("group"),
      session: try number("session"), observer: try text("observer"), lag: try number("lag"),
      roster: try roster(), codebook: try codebook(), after: try after(), source: try source())
  }

  private mutating func roster() throws(LineFault) -> Roster {
    Roster(
      try objects(required("roster", .list), "roster") { (decoder) throws(LineFault) in
        Member(
          id: try decoder.member("id"), label: try decoder.text("label"), role: try decoder.choice("role"),
          key: try decoder.optionalText("key") ?? "")
      })
  }

  private mutating func codebook() throws(LineFault) -> Codebook {
    let value = try object("codebook")
    return try inObject(value) { (decoder) throws(LineFault) in
      let id = try decoder.text("id")
      let version = try decoder.text("version")
      let title = try decoder.text("title")
      let codes = try decoder.objects(decoder.required("codes", .list), "codes") {
        (decoder) throws(LineFault) in try decoder.code()
      }
      var scales: [Scale] = []
      if let list = decoder.find("scales") {
        scales = try decoder.objects(list, "scales") { (decoder) throws(LineFault) in try decoder.scale() }
      }
      return Codebook(id: id, version: version, title: title, codes: codes, scales: scales)
    }
  }

  private mutating func code() throws(LineFault) -> Code {
    var code = Code(
      CodeID(try text("code")), family: Family(try text("family")), label: try text("label"),
      letter: try optionalText("letter") ?? "", meaning: try optionalText("meaning") ?? "",
      isNot: try optionalText("not") ?? "", example: try optionalText("example") ?? "",
      source: try optionalText("source") ?? "", path: try optionalText("path") ?? "")
    if let list = find("places") { code.places = try texts(list, "places") }
    return code
  }

  private mutating func scale() throws(LineFault) -> Scale {
    var scale = Scale(id: try text("id"), label: try text("label"), asks: try optionalText("asks") ?? "")
    if let list = find("anchors") { scale.anchors = try texts(list, "anchors") }
    return scale
  }

  private mutating func after() throws(LineFault) -> Opening.After? {
    guard let value = find("after") else { return nil }
    guard value.shape == .object else { throw wrong(value, "after", .object) }
    return try inObject(value) { (decoder) throws(LineFault) in
      Opening.After(
        sid: try decoder.hex("sid", digits: 32), head: try decoder.hex("h", digits: 64),
        session: try decoder.number("session"))
    }
  }

  /// The source of a second coding. The member is no part of the format: what does not look like it is passed over
  /// as any unknown member is.
  private mutating func source() throws(LineFault) -> Opening.Source? {
    guard let value = find("x_from"), value.shape == .object else { return nil }
    return try inObject(value) { (decoder) throws(LineFault) in
      do throws(LineFault) {
        let floor = try decoder.required("floor", .boolean)
        return Opening.Source(
          sid: try decoder.hex("sid", digits: 32), head: try decoder.hex("h", digits: 64),
          givesFloor: try decoder.boolean(floor, "floor"), wall: try decoder.wall())
      } catch {
        return nil
      }
    }
  }

  private mutating func object(_ name: MemberName) throws(LineFault) -> JSONValue {
    let value = try required(name, .object)
    guard value.shape == .object else { throw wrong(value, name, .object) }
    return value
  }

  /// Reads every object of a list by `read`.
  private mutating func objects<Value>(
    _ list: JSONValue, _ name: MemberName, _ read: (inout RecordDecoder) throws(LineFault) -> Value
  ) throws(LineFault) -> [Value] {
    guard list.shape == .list else { throw wrong(list, name, .list) }
    return try elements(of: list) { (decoder, value) throws(LineFault) in
      guard value.shape == .object else { throw decoder.wrong(value, name, .object) }
      return try decoder.inObject(value, read)
    }
  }
}
