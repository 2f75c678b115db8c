import { aligned, printable } from '../command-result.ts';
import { counted } from '../counted.ts';
import { bold } from '../style.ts';
import type { DoctorCheck } from './check.ts';

const marks: Readonly<Record<DoctorCheck['verdict'], string>> = {
  pass: 'ok',
  warn: 'WARN',
  fail: 'FAIL',
  skip: '-',
};

/** Returns all checks as a table, then how to fix each one that failed or warns, then a summary. */
export function doctorText(checks: readonly DoctorCheck[], hasColors: boolean): string {
  const table = aligned([
    ['', 'CHECK', 'AT', 'FOUND'],
    ...checks.map(({ verdict, code, at, found }) => [marks[verdict], code, at, found]),
  ]);
  const open = checks.filter(({ next }) => next !== undefined);
  const remedies = open.map(
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
  const [failed, warned] = [count('fail'), count('warn')];
  const warnings = warned === 0 ? '' : `, ${counted(warned, 'warning')}`;
  if (failed > 0) return `${failed} of ${counted(checks.length, 'check')} failed${warnings}.`;
  return `All checks passed${warnings}.`;
}
