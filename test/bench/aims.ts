import { ratio } from './layout.ts';
import type { Report, Row } from './measurements.ts';

/** Hostile messages: what the time may grow by when the size doubles, and what the clock adds on its own. */
const growthAim = 2;
const noiseMs = 2;
const hostileAimMs = 50;

/** What the figures aim at, each with whether it is reached; only of what was measured. */
export function aims(report: Report, own: Row): string[] {
  const { floorMs, rows, hostile = [], memory = [], authorizer = [] } = report;
  const of = (name: string) => rows.filter((row) => row.name === name);
  const ownHostile = hostile.filter(({ name }) => name === 'latchkey');
  return [
    aim(`warm ${ratio(own.warmMs / floorMs)} the crypto floor`, 'at most 4×', own.warmMs <= 4 * floorMs),
    ...of('samlify').flatMap((row) => againstPeer(row, own, 50)),
    ...of('node-saml').flatMap((row) => againstPeer(row, own, 35)),
    ...of('python3-xmlsec').map((row) =>
      aim(
        `warm ${ratio(row.warmMs / own.warmMs)} as fast as ${row.name}'s bare signature check`,
        'more than 1×',
        own.warmMs < row.warmMs,
      ),
    ),
    aim(`bundle ${own.bundleKb} kB`, 'at most 60 kB', (own.bundleKb ?? Number.NaN) <= 60),
    ...(ownHostile.length === 0 ? [] : hostileAims(ownHostile)),
    ...(memory.length === 0 ? [] : memoryAims(memory)),
    ...(authorizer.length === 0 ? [] : authorizerAims(authorizer)),
  ];
}

function againstPeer(row: Row, own: Row, warmAim: number): string[] {
  return [
    aim(
      `warm ${ratio(row.warmMs / own.warmMs)} as fast as ${row.name}`,
      `at least ${warmAim}×`,
      row.warmMs >= warmAim * own.warmMs,
    ),
    aim(
      `cold ${ratio(own.coldMs / row.coldMs)} of ${row.name}`,
      'at most 0.20×',
      own.coldMs <= row.coldMs / 5,
    ),
  ];
}

function hostileAims(rows: NonNullable<Report['hostile']>): string[] {
  const all = rows.flatMap(({ figures }) => figures.map(({ ms }) => ms ?? Number.POSITIVE_INFINITY));
  const slowest = Math.max(...all);
  const superlinear = rows.filter(({ figures }) =>
    figures.some(({ ms }, at) => {
      const before = figures[at - 1]?.ms;
      if (before === undefined || before === null) return false;
      return (ms ?? Number.POSITIVE_INFINITY) > growthAim * before + noiseMs;
    }),
  );
  return [
    aim(
      `slowest hostile message ${slowest.toFixed(1)} ms`,
      `at most ${hostileAimMs} ms`,
      slowest <= hostileAimMs,
    ),
    aim(
      `hostile shapes whose time more than doubles with their size: ${superlinear.map(({ shape }) => shape).join(', ') || 'none'}`,
      'none',
      superlinear.length === 0,
    ),
  ];
}

function memoryAims(rows: NonNullable<Report['memory']>): string[] {
  const [first, last] = [rows[0], rows.at(-1)];
  const grownMiB = (last?.heapMiB ?? Number.NaN) - (first?.heapMiB ?? Number.NaN);
  return [
    aim(
      `heap ${grownMiB >= 0 ? '+' : ''}${grownMiB.toFixed(1)} MiB after ${last?.messages.toLocaleString('en')} messages`,
      'at most +1 MiB',
      grownMiB <= 1,
    ),
  ];
}

function authorizerAims(rows: NonNullable<Report['authorizer']>): string[] {
  const p99Of = (name: string) => rows.find((row) => row.name === name)?.p99Ms ?? Number.NaN;
  const share = p99Of('authorizer') / p99Of('GET /session');
  return [aim(`authorizer p99 ${ratio(share)} of GET /session`, 'at most 1.20×', share <= 1.2)];
}

function aim(figure: string, goal: string, reached: boolean): string {
  return `${reached ? 'reached' : 'MISSED '}  ${figure} (aim: ${goal})`;
}
