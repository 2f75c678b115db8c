import { aligned, printable } from '../command-result.ts';
import { counted } from '../counted.ts';
import { bold } from '../style.ts';
import type { DoctorCheck } from './check.ts';

const marks: Readonly<Record<DoctorCheck['verdict'], string>> = {
  pass: 'ok',
  warn: 'SOON',
  fail: 'FAIL',
  skip: '-',
};

/** What was looked at as a table, and below it what to do about each that is not well. */
export function doctorText(checks: readonly DoctorCheck[], hasColors: boolean): string {
  const table = aligned([
    ['', 'CHECK', 'AT', 'FOUND'],
    ...checks.map(({ verdict, code, at, found }) => [marks[verdict], code, at, found]),
  ]);
  const unwell = checks.filter(({ next }) => next !== undefined);
  const remedies = unwell.map(
    ({ code, at, next = '' }) => `${heading(`${code}, ${at}:`, hasColors)}\n  ${printable(next)}`,
  );
  return [table, ...remedies, summaryOf(checks)].join('\n\n');
}

function heading(text: string, hasColors: boolean): string {
  return hasColors ? bold(printable(text)) : printable(text);
}

function summaryOf(checks: readonly DoctorCheck[]): string {
  const count = (verdict: DoctorCheck['verdict']) =>
    checks.filter((check) => check.verdict === verdict).length;
  const [failed, soon] = [count('fail'), count('warn')];
  if (failed > 0) return `${counted(failed, 'check')} of ${checks.length} failed.`;
  if (soon > 0) return `Well today. ${counted(soon, 'thing')} to see to before long.`;
  return 'Everything is well.';
}
