/** What one verifier was measured at. */
export interface Row {
  readonly name: string;
  readonly warmMs: number;
  readonly p99Ms: number;
  readonly coldMs: number;
  readonly bundleKb: number;
  readonly peakMiB: number;
}

/** A whole run. */
export interface Report {
  readonly floorMs: number;
  readonly rows: readonly Row[];
}

const columns = [
  '',
  'warm ms',
  'p99 ms',
  '× floor',
  '× latchkey',
  'cold ms',
  '× latchkey',
  'bundle kB',
  'peak MiB',
];

/** The figures as a table, with ratios to the crypto floor and to Latchkey, and what they aim at. */
export function renderTable({ floorMs, rows }: Report): string {
  const own = rows.find(({ name }) => name === 'latchkey');
  if (own === undefined) throw new Error('Latchkey was not measured');
  const lines = [
    columns,
    ['crypto floor', milliseconds(floorMs), '', ratio(1), '', '', '', '', ''],
    ...rows.map((row) => [
      row.name,
      milliseconds(row.warmMs),
      milliseconds(row.p99Ms),
      ratio(row.warmMs / floorMs),
      ratio(row.warmMs / own.warmMs),
      row.coldMs.toFixed(1),
      ratio(row.coldMs / own.coldMs),
      row.bundleKb.toFixed(0),
      row.peakMiB.toFixed(0),
    ]),
  ];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const table = lines.map((line) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
  return [...table, '', ...aims({ floorMs, rows }, own)].join('\n');
}

function aims({ floorMs, rows }: Report, own: Row): string[] {
  const of = (name: string) => rows.find((row) => row.name === name);
  const peers = [
    { row: of('samlify'), warmAim: 40 },
    { row: of('node-saml'), warmAim: 25 },
  ];
  return [
    aim(`${ratio(own.warmMs / floorMs)} the crypto floor`, 'at most 5×', own.warmMs <= 5 * floorMs),
    ...peers.flatMap(({ row, warmAim }) =>
      row === undefined
        ? []
        : [
            aim(
              `warm ${ratio(row.warmMs / own.warmMs)} as fast as ${row.name}`,
              `at least ${warmAim}×`,
              row.warmMs >= warmAim * own.warmMs,
            ),
            aim(
              `cold ${ratio(own.coldMs / row.coldMs)} of ${row.name}`,
              'at most 0.25×',
              own.coldMs <= row.coldMs / 4,
            ),
          ],
    ),
  ];
}

function aim(figure: string, goal: string, reached: boolean): string {
  return `${reached ? 'reached' : 'MISSED '}  ${figure} (aim: ${goal})`;
}

function milliseconds(value: number): string {
  return value.toFixed(value < 1 ? 3 : 2);
}

function ratio(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)}×`;
}
