import MediaLink
import Testing

@Suite struct `What a media player says` {
  @Test(arguments: [
    (#"{"event":"property-change","id":1,"name":"time-pos","data":12.345600}"#, MediaMessage.position(12346)),
    (#"{"event":"property-change","id":1,"name":"time-pos","data":-0.021}"#, .position(0)),
    (#"{"event":"property-change","id":1,"name":"time-pos","data":-1e300}"#, .position(0)),
    (#"{"event":"property-change","id":1,"name":"time-pos"}"#, .position(nil)),
    (#"{"event":"property-change","id":1,"name":"time-pos","data":null}"#, .position(nil)),
    (#"{"event":"property-change","id":1,"name":"time-pos","data":"12"}"#, .position(nil)),
    (#"{"event":"property-change","id":1,"name":"time-pos","data":1e300}"#, .position(nil)),
    (#"{"event":"property-change","id":2,"name":"pause","data":true}"#, .paused(true)),
    (#"{"event":"property-change","id":2,"name":"pause","data":1}"#, .other),
    (#"{"event":"property-change","id":3,"name":"speed","data":1.5}"#, .speed(1.5)),
    (#"{"event":"property-change","id":3,"name":"speed","data":0}"#, .other),
    (#"{"event":"property-change","id":3,"name":"speed","data":1e9}"#, .other),
    (#"{"event":"property-change","id":3,"name":"volume","data":1}"#, .other),
    (#"{"event":"property-change","id":4,"name":"vo-configured","data":true}"#, .picture(true)),
    (#"{"event":"property-change","id":4,"name":"vo-configured"}"#, .other),
    (#"{"event":"seek"}"#, .sought),
    (#"{ "event" : "playback-restart" }"#, .restarted),
    (#"{"event":"end-file","reason":"eof"}"#, .other),
    (#"{"data":null,"request_id":5,"error":"success"}"#, .done(id: 5)),
    (#"{"request_id":5,"error":"property unavailable"}"#, .refused(id: 5, "property unavailable")),
    (#"{"error":"success","request_id":1.5}"#, .done(id: 0)),
    (#"{"event":"\ud83d\ude00","x":[1,[2,{"a":{}}],"\u0041"]}"#, .other),
  ]) func `is understood`(line: String, message: MediaMessage) {
    #expect(MediaMessage(line.utf8) == message)
  }

  @Test(arguments: [
    "", " ", "hello", "[]", "1", "null", "{", "}", "{}", #"{"event":1}"#, #"{"error":1}"#,
    #"{"event":"a"} x"#,
    #"{"event":"a",}"#, #"{"event":"a","event":"b"}"#, #"{"event":"a"b"}"#, "{\"event\":\"a\u{1}\"}",
    #"{"event":"\x"}"#, #"{"event":"\ud800"}"#, #"{"event":"a","x":01}"#, #"{"event":"a","x":+1}"#,
    #"{"event":"a","x":1.}"#, #"{"event":"a","x":.5}"#, #"{"event":"a","x":NaN}"#,
    #"{"event":"a","x":1e999}"#,
    #"{"event":"a","x":-}"#, #"{"event":"a","x":tru}"#,
    #"{"event":"a","x":"# + String(repeating: "[", count: 5000),
    #"{"event":"a","x":"# + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "}",
    "HTTP/1.1 400 Bad Request", "\u{0}\u{0}",
  ]) func `is no message when it is not well formed`(line: String) {
    #expect(MediaMessage(line.utf8) == nil)
  }

  @Test func `is no message when it is not UTF-8`() {
    #expect(MediaMessage(Array(#"{"event":""#.utf8) + [0xFF] + Array(#""}"#.utf8)) == nil)
  }

  @Test(arguments: UInt64(1)...300) func `never stops the program, whatever it is`(seed: UInt64) {
    var state = seed
    let seeds = Array(#"{"event":"property-change","id":1,"name":"time-pos","data":12.3e-1}[]\u00"#.utf8)
    var line = seeds
    for _ in 0..<6 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let place = Int(state >> 33) % line.count
      if state & 1 == 0 {
        line[place] = UInt8(truncatingIfNeeded: state >> 20)
      } else {
        line.remove(at: place)
      }
    }
    if let message = MediaMessage(line), case .position(let position?) = message { #expect(position >= 0) }
  }
}

@Suite struct `What a media player is asked for` {
  @Test func `is one line of JSON a request`() {
    #expect(
      MediaRequest.pause(true).lines == "{\"command\":[\"set_property\",\"pause\",true],\"request_id\":5}\n")
    #expect(
      MediaRequest.seek(83_045).lines
        == "{\"command\":[\"seek\",83.045,\"absolute+exact\"],\"request_id\":6}\n")
    #expect(
      MediaRequest.speed(quarters: 1).lines
        == "{\"command\":[\"set_property\",\"speed\",0.250],\"request_id\":7}\n")
    #expect(MediaRequest.observe.lines.split(separator: "\n").count == 4)
  }
}
