import { textsOf } from '../../../shared/pages/text/texts.ts';
import type { Remediation } from '../../../shared/sign-in/log/remediation.ts';

/** An instruction in one line, every part of it in its place. */
export function line({ by, blade, field, value, command, also, note, remedyOf }: Remediation): string {
  return [
    also === true ? `and ${by}` : by,
    ...(blade === undefined ? [] : [`at ${blade}`]),
    ...(field === undefined ? [] : [`field ${field}`]),
    ...(value === undefined ? [] : [`value ${value}`]),
    ...(command === undefined ? [] : [`command ${command.join(' ')}`]),
    ...(note === undefined ? [] : [`note ${note}`]),
    ...(remedyOf === undefined ? [] : [`note ${textsOf('en').problem(remedyOf).remedy}`]),
  ].join(' | ');
}
