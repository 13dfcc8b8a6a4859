/// How the page looks: on a screen by day and by night, and on paper.
///
/// The colours are told apart by colour-blind readers (Okabe and Ito 2008, darkened for text on white), and each goes
/// with a shape and a letter.
enum StyleSheet {
  static let text = colours + type + parts + tables + drawings + paper + crowdedPaper

  private static let colours = """
    :root {
      color-scheme: light dark;
      --paper: #fff; --ink: #1d2327; --soft: #59636b; --faint: #8b949b; --line: #d8dde1; --wash: #f4f6f7;
      --turn: #b3bec6; --low: #cbd3d9; --withdrawal: #00629b; --confrontation: #b34700; --group: #8f3f77;
      --repair: #00755a; --onink: #fff;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #14181b; --ink: #e3e8eb; --soft: #a3adb4; --faint: #78838b; --line: #2d353b; --wash: #1b2125;
        --turn: #56636c; --low: #424d55; --withdrawal: #6bb8ea; --confrontation: #f0935a; --group: #d99ac4;
        --repair: #4cc5a0; --onink: #14181b;
      }
    }

    """

  private static let type = """
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif;
      font-variant-numeric: tabular-nums lining-nums; overflow-wrap: break-word;
    }
    main { max-width: 920px; margin: 0 auto; padding: 40px 28px 72px; }
    h1 { font-size: 25px; line-height: 1.2; font-weight: 600; letter-spacing: -.01em; margin: 0 0 6px; }
    h2 { font-size: 15px; font-weight: 600; margin: 26px 0 8px; }
    h3 { font-size: 14px; font-weight: 600; margin: 28px 0 8px; }
    .beside { font-weight: 400; color: var(--soft); margin-left: 8px; }
    p { margin: 0 0 8px; }
    b { font-weight: 600; }
    .origin, .note, .rule { color: var(--soft); font-size: 13px; }
    .print { float: right; color: var(--faint); font-size: 12px; margin: 8px 0 0 16px; }
    .caveat { border-left: 3px solid var(--line); padding: 1px 0 1px 12px; margin: 12px 0 0; font-size: 13.5px; }
    .ref { color: var(--faint); font-size: 11px; white-space: normal; }
    .under { display: block; color: var(--soft); font-size: .92em; }
    .kind { color: var(--soft); }
    tbody th bdi { display: inline-block; max-width: 14em; }

    """

  private static let parts = """
    figure { margin: 0; }
    .timeline { margin: 26px 0 4px; }
    .picture { display: block; width: 100%; height: auto; }
    figcaption { color: var(--soft); font-size: 13px; margin: 0 0 6px; }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; margin: 8px 0 0; padding: 0; font-size: 12.5px; }
    .legend li { display: flex; align-items: center; gap: 6px; }
    .key { width: 16px; height: 16px; }
    .swatch { display: inline-block; width: 16px; background: var(--turn); }
    .swatch.full { height: 7px; }
    .swatch.low { height: 3.5px; background: var(--low); }
    .swatch.masked {
      height: 12px; border: 1px solid var(--line);
      background: repeating-linear-gradient(45deg, var(--faint) 0 1px, transparent 1px 4px);
    }
    .columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 40px; margin-top: 4px; }
    .columns ul, .columns ol { margin: 0; padding-left: 18px; }
    .columns li { margin: 0 0 6px; }
    .columns li::marker { color: var(--faint); }
    .rule { font-size: 11.5px; color: var(--faint); line-height: 1.4; }
    .limits { border-top: 1px solid var(--line); margin-top: 22px; }
    .limits h2 { margin-top: 14px; }
    .limits p { color: var(--soft); font-size: 13px; }
    .pictures, .appendix { margin-top: 44px; }
    .spans { margin-bottom: 32px; }
    .pair { display: grid; grid-template-columns: minmax(0, 9fr) minmax(0, 11fr); gap: 28px; align-items: start; }
    .stacked .speech { max-width: 440px; margin: 0 auto 24px; }
    .appendix > h2 { font-size: 20px; border-top: 1px solid var(--line); padding-top: 24px; }
    dl { display: grid; grid-template-columns: minmax(0, max-content) minmax(0, 1fr); gap: 2px 18px; margin: 0 0 16px; font-size: 13.5px; }
    dt { color: var(--soft); max-width: 12em; }
    dd { margin: 0; }
    .list { columns: 2; column-gap: 40px; padding-left: 18px; font-size: 13px; }
    summary { cursor: pointer; color: var(--soft); margin-top: 24px; }
    @media (max-width: 720px) {
      .columns, .pair { grid-template-columns: 1fr; }
      .list, #episodes { columns: 1; }
      main { padding: 20px 16px; }
    }
    @media screen and (max-width: 720px) {
      .timeline, .spans { overflow-x: auto; }
      .timeline > .picture, .spans > .picture { min-width: 600px; }
    }

    """

  private static let tables = """
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; font-size: 13px; margin: 0 0 10px; }
    .episodes { width: 100%; }
    .episodes td:nth-child(3) { min-width: 8.5em; }
    .episodes td:nth-child(5), .episodes td:nth-child(7) { white-space: nowrap; }
    .episodes td:last-child { max-width: 9em; }
    th, td { padding: 4px 14px 4px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { color: var(--soft); font-weight: 400; font-size: 12px; vertical-align: bottom; }
    tbody th { font-weight: 500; }
    tbody tr:last-child > * { border-bottom: 0; }
    .number { text-align: right; white-space: nowrap; }
    #episodes { columns: 2; column-gap: 40px; }
    #episodes > h3 { column-span: all; }
    #episodes > dl { break-inside: avoid; }

    """

  private static let drawings = """
    svg text { font-family: inherit; fill: var(--ink); }
    .picture .name { font-size: 11.5px; }
    .picture .faint, .picture tspan.faint { fill: var(--faint); }
    .picture .scale { font-size: 10px; fill: var(--faint); }
    .picture .result { font-size: 11px; }
    line.rule { stroke: var(--line); stroke-width: .7; }
    line.base { stroke: var(--line); stroke-width: 1; }
    .turn { fill: var(--turn); }
    .turn.minimal { fill: var(--low); }
    .mask { fill: url(#hatching); stroke: var(--line); stroke-width: .7; }
    .hatch { stroke: var(--faint); stroke-width: .9; opacity: .55; }
    .pause { fill: var(--wash); stroke: var(--line); stroke-width: .7; stroke-dasharray: 2 2; }
    .mark .letter, .everybody .letter { font-size: 8.2px; font-weight: 700; }
    .mark .shape { stroke-width: 1.1; }
    .withdrawal .shape { fill: var(--withdrawal); }
    .confrontation .shape { fill: var(--confrontation); }
    .group .shape { fill: var(--group); }
    .unlisted .shape { fill: var(--soft); }
    .mark .letter { fill: var(--onink); }
    .repair .shape, .partly .shape { fill: var(--paper); stroke: var(--repair); }
    .partly .shape { stroke-dasharray: 2.4 1.4; }
    .repair .letter, .partly .letter { fill: var(--repair); }
    .resolved .shape { fill: var(--repair); }
    .check { fill: none; stroke: var(--onink); stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
    .open, .mended { stroke-width: 1.6; }
    .open { stroke: var(--ink); }
    .mended { stroke: var(--repair); }
    .again { stroke: var(--ink); stroke-width: 1.3; }
    .attempt { fill: var(--paper); stroke: var(--repair); stroke-width: 1.4; }
    .onward, .carried { fill: none; stroke: var(--ink); stroke-width: 1.6; stroke-linejoin: round; }
    .gone { stroke: var(--ink); stroke-width: 2; }
    .axis { stroke: var(--faint); stroke-width: .8; }
    .curve path.curve { fill: none; stroke: var(--withdrawal); stroke-width: 1.8; }
    .band { fill: var(--withdrawal); opacity: .13; }
    .censor { stroke: var(--ink); stroke-width: 1.2; }
    .median { fill: none; stroke: var(--faint); stroke-width: 1; stroke-dasharray: 3 3; }
    .way { fill: none; stroke: var(--withdrawal); }
    .head { fill: var(--withdrawal); }
    .s1 .way { stroke-width: .8; } .s2 .way { stroke-width: 1.5; } .s3 .way { stroke-width: 2.4; }
    .s4 .way { stroke-width: 3.4; } .s5 .way { stroke-width: 4.6; }
    .s1 { opacity: .5; } .s2 { opacity: .6; } .s3 { opacity: .7; } .s4 { opacity: .8; } .s5 { opacity: .9; }
    .seat { fill: var(--paper); stroke: var(--ink); stroke-width: 1.3; }

    """

  private static let paper = """
    @page { size: A4; margin: 13mm 14mm; }
    @media print {
      :root {
        color-scheme: light;
        --paper: #fff; --ink: #000; --soft: #444; --faint: #6b6b6b; --line: #ccc; --wash: #f4f4f4; --turn: #b3bec6;
        --low: #cbd3d9; --withdrawal: #00629b; --confrontation: #b34700; --group: #8f3f77; --repair: #00755a;
        --onink: #fff;
      }
      * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      body { font-size: 9.2pt; line-height: 1.36; }
      main { max-width: none; padding: 0; }
      h1 { font-size: 16pt; }
      h2 { font-size: 9.6pt; margin: 11pt 0 3pt; }
      h3 { font-size: 9.6pt; margin: 12pt 0 4pt; break-after: avoid; }
      .origin, .note, dl, .list, table, .caveat, .limits p, .legend { font-size: 8.3pt; }
      thead th, .ref, .print { font-size: 7.2pt; }
      .rule { font-size: 6.9pt; }
      .caveat { margin-top: 6pt; }
      .timeline { margin: 10pt 0 0; }
      .columns { gap: 0 22pt; }
      .columns li { margin-bottom: 2.5pt; }
      .columns section, figure, tr, dl, .pair { break-inside: avoid; }
      .limits { margin-top: 8pt; }
      .limits h2 { margin-top: 6pt; }
      th, td { padding: 2pt 9pt 2pt 0; }
      .pictures { break-before: page; margin: 0; }
      .pictures + .appendix { margin-top: 14pt; }
      .wide { overflow: visible; }
      details { display: none; }
    }

    """

  /// A first page with much on it, set closer so that it stays one sheet. The records of its episodes are in the
  /// appendix, and on a screen where they always are.
  private static let crowdedPaper = """
    @media print {
      .crowded { font-size: 7.8pt; line-height: 1.22; }
      .crowded h1 { font-size: 13pt; margin-bottom: 2pt; }
      .crowded h2 { font-size: 8.6pt; margin: 5pt 0 1.5pt; }
      .crowded p { margin-bottom: 3pt; }
      .crowded .origin, .crowded .caveat, .crowded table, .crowded .limits p, .crowded .legend { font-size: 7.4pt; }
      .crowded .caveat { margin-top: 4pt; }
      .crowded .timeline { margin-top: 5pt; }
      .crowded .legend { margin-top: 2pt; gap: 1pt 8pt; }
      .crowded .legend li { gap: 3pt; }
      .crowded .key { width: 11pt; height: 11pt; }
      .crowded .print { margin: 2pt 0 0; }
      .crowded table { margin-bottom: 2pt; }
      .crowded th, .crowded td { padding: 1pt 7pt 1pt 0; }
      .crowded .episodes td:nth-child(3) { min-width: 12em; }
      .crowded .episodes > * > tr > :last-child, .crowded .columns .ref { display: none; }
      .crowded .columns { display: block; columns: 2; column-gap: 16pt; margin-top: 5pt; }
      .crowded .columns > :first-child > :first-child > h2 { margin-top: 0; }
      .crowded .columns li { margin-bottom: 1pt; }
      .crowded .columns ol .under { display: inline; }
      .crowded .rule { font-size: 6.3pt; margin-bottom: 0; }
      .crowded .limits { margin-top: 4pt; }
      .crowded .limits h2 { margin-top: 3pt; }
    }

    """
}
