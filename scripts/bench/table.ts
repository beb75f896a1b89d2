/** Writes figures as lines of a table with their bars beside them; a bar that is missed says so. */

export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly bar: string;
  /** Undefined where there is no bar, or nothing to compare with on this machine. */
  readonly reached: boolean | undefined;
}

export function line(what: string, measured: string, bar = '', reached?: boolean): Line {
  return { what, measured, bar, reached };
}

/** As Markdown, so that it can go into docs/performance.md as it is. */
export function tableText(lines: readonly Line[]): string {
  const rows = [
    ['what', 'measured', 'bar', ''],
    ...lines.map(({ what, measured, bar, reached }) => [
      what,
      measured,
      bar,
      reached === undefined ? '' : reached ? 'reached' : 'MISSED',
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const text = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at]!)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [text(rows[0]!), rule, ...rows.slice(1).map(text)].join('\n');
}
