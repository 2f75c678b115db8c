import { aims } from './aims.ts';
import type { GrowthRow } from './growth.ts';
import type { HostileRow } from './hostile.ts';
import { layOut, milliseconds, ratio } from './layout.ts';
import type { AuthorizerRow, Report } from './measurements.ts';
import type { MemoryRow } from './memory.ts';

const columns = [
  '',
  'warm ms',
  'p99 ms',
  'a second',
  '× floor',
  '× latchkey',
  'cold ms',
  '× latchkey',
  'bundle kB',
  'peak MiB',
];

/** The figures as a table, with ratios to the crypto floor and to Latchkey, and what they aim at. */
export function renderReport(report: Report): string {
  const { floorMs, rows } = report;
  const own = rows.find(({ name }) => name === 'latchkey');
  if (own === undefined) throw new Error('Latchkey was not measured');
  const table = layOut([
    columns,
    ['crypto floor', milliseconds(floorMs), '', '', ratio(1), ratio(floorMs / own.warmMs), '', '', '', ''],
    ...rows.map((row) => [
      row.name,
      milliseconds(row.warmMs),
      milliseconds(row.p99Ms),
      row.perSecond.toFixed(0),
      ratio(row.warmMs / floorMs),
      ratio(row.warmMs / own.warmMs),
      row.coldMs.toFixed(1),
      ratio(row.coldMs / own.coldMs),
      row.bundleKb?.toFixed(0) ?? '-',
      row.peakMiB.toFixed(0),
    ]),
  ]);
  const missing = (report.missing ?? []).map((what) => `not measured: ${what}`);
  return [
    table,
    '',
    ...aims(report, own),
    ...missing,
    ...(report.growth === undefined ? [] : ['', renderGrowth(report.growth)]),
    ...(report.hostile === undefined ? [] : ['', renderHostile(report.hostile)]),
    ...(report.memory === undefined ? [] : ['', renderMemory(report.memory)]),
    ...(report.authorizer === undefined ? [] : ['', renderAuthorizer(report.authorizer)]),
  ].join('\n');
}

function renderGrowth(rows: readonly GrowthRow[]): string {
  const sizes = rows[0]?.figures.map(({ sizeKb }) => `${sizeKb} kB`) ?? [];
  return layOut([
    ['median ms, by size of the groups', ...sizes],
    ...rows.map(({ name, figures }) => [name, ...figures.map(({ ms }) => milliseconds(ms))]),
  ]);
}

function renderHostile(rows: readonly HostileRow[]): string {
  const sizes = rows[0]?.figures.map(({ sizeKb }) => `${sizeKb} kB`) ?? [];
  return layOut([
    ['ms to the verdict, by size of the form field', '', ...sizes],
    ...rows.map(({ shape, name, figures }) => [
      shape,
      name,
      ...figures.map(({ ms }) => (ms === null ? 'too long' : milliseconds(ms))),
    ]),
  ]);
}

function renderMemory(rows: readonly MemoryRow[]): string {
  return layOut([
    ['messages judged by one process', 'heap MiB', 'resident MiB'],
    ...rows.map(({ messages, heapMiB, residentMiB }) => [
      messages.toLocaleString('en'),
      heapMiB.toFixed(1),
      residentMiB.toFixed(0),
    ]),
  ]);
}

function renderAuthorizer(rows: readonly AuthorizerRow[]): string {
  return layOut([
    ['session function, warm', 'median ms', 'p99 ms'],
    ...rows.map(({ name, medianMs, p99Ms }) => [name, milliseconds(medianMs), milliseconds(p99Ms)]),
  ]);
}
