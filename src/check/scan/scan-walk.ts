/** Finds the tables a scan needs, puts in the standard ones a camera left out, and says how the scan's bits are to be walked. */
import type { DcPicture } from '../dc-picture';
import type { Edits } from '../edits';
import type { Frame, ScanHeader } from '../frame';
import { standardTable, type Tables } from '../header';
import { makeBlockTables, standardTables } from './huffman';
import type { Progression } from './progressive';
import { standardSegment } from './tables';
import { type ScanWalk, sequentialWalk } from './walk';

/** Undefined when no engine would decode the scan. */
export function progressiveScanWalk(
  scan: ScanHeader,
  frame: Frame,
  { dc, ac, quant, restartInterval }: Tables,
  progression: Progression,
  dcPicture?: DcPicture,
): ScanWalk | undefined {
  const needed = scan.spectralStart > 0 ? ac : scan.approximationHigh === 0 ? dc : undefined;
  const there = scan.components.every((part) => {
    if (!needed) return true;
    return !!needed[scan.spectralStart > 0 ? part.acTable : part.dcTable];
  });
  if (!there || !progression.accept(scan)) return undefined;
  const coarse = scan.spectralStart === 0 && scan.approximationHigh === 0 ? dcPicture : undefined;
  return progression.walk(
    scan,
    dc.map((defined) => defined?.table),
    ac.map((defined) => defined?.table),
    coarse?.begin(scan, frame, dc[scan.components[0]!.dcTable]?.table, quant, restartInterval),
  );
}

/** `code`: place of the SOS's marker code. Undefined when no engine would decode the scan. */
export function sequentialScanWalk(
  code: number,
  scan: ScanHeader,
  frame: Frame,
  tables: Tables,
  edits: Edits,
  dcPicture?: DcPicture,
): ScanWalk | undefined {
  injectTables(code, scan, tables, edits);
  const { dc, ac } = tables;
  const blocks = [];
  for (const { index, dcTable, acTable } of scan.components) {
    const dcDefined = dc[dcTable];
    const acDefined = ac[acTable];
    if (!dcDefined || !acDefined) return undefined;
    const ready = dcDefined.standard === acDefined.standard ? standardTables[dcDefined.standard] : undefined;
    const blockTables = ready ?? makeBlockTables(dcDefined.table, acDefined.table);
    const { h, v } = frame.components[index]!;
    for (let i = scan.components.length === 1 ? 1 : h * v; i > 0; i--) blocks.push(blockTables);
  }
  const { spectralStart, spectralEnd, approximationHigh, approximationLow, parametersAt } = scan;
  // A sequential scan has all coefficients at once (B.2.3, table B.3); some Foscam-like cameras say otherwise.
  if (spectralStart !== 0 || spectralEnd !== 63 || approximationHigh !== 0 || approximationLow !== 0)
    edits.replace('odd-sos-parameters', parametersAt, [0, 63, 0]);
  const { quant, restartInterval } = tables;
  return sequentialWalk(blocks, dcPicture?.begin(scan, frame, blocks[0]?.dc, quant, restartInterval));
}

/** Motion JPEG (AVI1) leaves the tables of K.3 out; every decoder but the browsers' may choke on that. */
function injectTables(code: number, scan: ScanHeader, tables: Tables, edits: Edits): void {
  const { dc, ac } = tables;
  const missing = new Set<number>();
  for (const { dcTable, acTable } of scan.components) {
    if (dc[dcTable] === undefined && dcTable < 2) missing.add(dcTable);
    if (ac[acTable] === undefined && acTable < 2) missing.add(0x10 | acTable);
  }
  if (missing.size === 0 || tables.lostHuffman) return;
  const wanted = [...missing].toSorted((a, b) => a - b);
  for (const which of wanted) (which >> 4 ? ac : dc)[which & 15] = standardTable(which & 15, which >> 4 === 0);
  edits.insert('missing-huffman-tables', code - 1, standardSegment(wanted));
}
