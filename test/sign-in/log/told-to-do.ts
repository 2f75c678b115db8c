import { inWords } from '../../../infra/operator/flows/remediation-text.ts';
import type { Remediation } from '../../../shared/problems/remediation.ts';

/** A remediation in one line, every part of it in its place. */
export function line(remediation: Remediation): string {
  const { by, command, also } = remediation;
  const { blade, field, value, note } = inWords(remediation, 'TimeTrack');
  return [
    also === true ? `and ${by}` : by,
    ...(blade === undefined ? [] : [`at ${blade}`]),
    ...(field === undefined ? [] : [`field ${field}`]),
    ...(value === undefined ? [] : [`value ${value}`]),
    ...(command === undefined ? [] : [`command ${command.join(' ')}`]),
    ...(note === undefined ? [] : [`note ${note}`]),
  ].join(' | ');
}
