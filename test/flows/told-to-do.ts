import type { Instruction } from '../../shared/flows/instruction.ts';

/** An instruction in one line, every part of it in its place. */
export function line({ by, blade, field, value, command, also, note }: Instruction): string {
  return [
    also === true ? `and ${by}` : by,
    ...(blade === undefined ? [] : [`at ${blade}`]),
    ...(field === undefined ? [] : [`field ${field}`]),
    ...(value === undefined ? [] : [`value ${value}`]),
    ...(command === undefined ? [] : [`command ${command.join(' ')}`]),
    ...(note === undefined ? [] : [`note ${note}`]),
  ].join(' | ');
}
