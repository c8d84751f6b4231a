import {
  CELL_MM,
  FONT,
  FOOTER_LINE,
  LINE,
  MARGIN_MM,
  QR_MM,
  ROW_MM,
  SETTINGS,
  type Setting,
  SIZE,
  STAMP_PART,
  TABLE,
} from './layout.ts'

/** Room that the footer takes on each page, within the lower margin of the type area. */
const FOOTER_MM = QR_MM + 5

/** What stands in for a font that the reader's device does not have. */
const FALLBACK: Record<string, string> = {
  [FONT.title]: 'SimSun, STSong, "Noto Serif CJK SC", serif',
  [FONT.hei]: 'SimHei, "Heiti SC", "Noto Sans CJK SC", sans-serif',
  [FONT.kai]: 'KaiTi, "Kaiti SC", STKaiti, "Noto Serif CJK SC", serif',
  [FONT.fang]: 'FangSong, STFangsong, "Noto Serif CJK SC", serif',
  [FONT.song]: 'SimSun, STSong, "Noto Serif CJK SC", serif',
}

/**
 * The style sheet of papers in a browser, from the same measures as the Word files. A point is one on paper; on a screen it
 * follows the reader's own size of letters, and nothing gets smaller than can be read.
 */
export function paperStyles(): string {
  return [
    SCREEN,
    ...Object.entries(SETTINGS).map(roleRule),
    ...Object.entries(TABLE).map(tableRule),
    PRINT,
  ].join('\n')
}

function roleRule([role, { font, size, align, firstLine = 0, right = 0, after = 0, outline }]: [
  string,
  Setting,
]): string {
  return `.paper-${role} {
  font: 400 ${points(size)} / ${ratio(LINE, size)} ${fonts(font)};
  text-align: ${align};
  text-indent: ${firstLine}em;
  padding-right: ${right}em;
  margin: 0 0 ${points((after * LINE) / 20)};${outline === undefined ? '' : '\n  break-after: avoid;'}
}`
}

function tableRule([style, { size, line }]: [string, { size: number; line: number }]): string {
  return `.paper-table_${style} { font: ${points(size)} / ${ratio(line, size)} ${fonts(FONT.fang)}; }`
}

function points(size: number): string {
  return `max(var(--least), calc(${size} * var(--point)))`
}

/** `line` is in twentieths of a point. */
function ratio(line: number, size: number): string {
  return (line / 20 / size).toFixed(3)
}

function fonts(name: string): string {
  return `"${name}", ${FALLBACK[name]}`
}

const SCREEN = `.paper-sheet {
  --point: calc(1rem / 16);
  --least: 0px;
  margin: 1rem 0;
  padding: 1.5rem 1rem;
  border: 1px solid #8a8a8a;
  background: #fff;
  color: #000;
}
.paper-line:empty { min-height: ${points(LINE / 20)}; }
.paper-signature { break-before: avoid; }
.paper-stamp {
  display: grid;
  grid-template-columns: ${STAMP_PART}fr ${1 - STAMP_PART}fr;
  gap: 0 0.5em;
  font: ${points(SIZE.number)} / ${ratio(LINE, SIZE.number)} ${fonts(FONT.fang)};
  break-after: avoid;
}
.paper-scroll { overflow-x: auto; }
.paper-scroll:focus-visible { outline: 3px solid #1a73e8; }
.paper-table { width: 100%; table-layout: fixed; border-collapse: collapse; }
.paper-table th, .paper-table td {
  height: ${ROW_MM}mm;
  padding: ${CELL_MM.vertical}mm ${CELL_MM.horizontal}mm;
  border: 1px solid #000;
  vertical-align: middle;
  text-align: left;
}
.paper-table th { font-family: ${fonts(FONT.hei)}; font-weight: 400; }
.paper-table th, .paper-table td.paper-narrow { text-align: center; }
.paper-footer {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 3mm;
  margin-top: 1.5rem;
  font: ${points(SIZE.footer)} / ${ratio(FOOTER_LINE, SIZE.footer)} ${fonts(FONT.song)};
}
.paper-footer img { flex: none; width: ${QR_MM}mm; height: ${QR_MM}mm; }
.paper-footer div { flex: 1 1 12em; }
@media screen {
  .paper-sheet { --least: 0.875rem; }
  .paper-table_checklist { min-width: 20em; }
  .paper-table_list { min-width: 60em; }
}
@media screen and (max-width: 30em) {
  .paper-stamp { grid-template-columns: 1fr; }
}`

/**
 * The footer is fixed, and so on every page; a table's foot, empty, keeps its place free there (it is repeated only where it
 * may not break). Page numbers stand at the outer edge, as in the Word files.
 */
const PRINT = `@page { margin: ${MARGIN_MM.top}mm ${MARGIN_MM.right}mm ${MARGIN_MM.bottom - FOOTER_MM}mm ${MARGIN_MM.left}mm; }
@page portrait { size: A4 portrait; }
@page landscape { size: A4 landscape; }
@page :right { @bottom-right { content: "— " counter(page) " —"; font: ${SIZE.number}pt ${fonts(FONT.song)}; } }
@page :left { @bottom-left { content: "— " counter(page) " —"; font: ${SIZE.number}pt ${fonts(FONT.song)}; } }
@media print {
  .page-head, .page-tools, .page-help, nav { display: none; }
  .paper-sheet {
    --point: 1pt;
    display: table;
    width: 100%;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .paper-sheet_portrait { page: portrait; }
  .paper-sheet_landscape { page: landscape; }
  .paper-content { display: table-row-group; }
  .paper-sheet::after {
    content: "";
    display: table-footer-group;
    break-inside: avoid;
    height: ${FOOTER_MM}mm;
  }
  .paper-scroll { overflow: visible; }
  .paper-table thead { display: table-header-group; break-inside: avoid; }
  .paper-table tr { break-inside: avoid; }
  .paper-footer { position: fixed; inset: auto 0 0; margin: 0; }
}`
