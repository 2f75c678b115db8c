import type { Instruction } from '../../../shared/flows/instruction.ts';
import type { Fixer } from '../../../shared/saml/inbound/problem.ts';
import type { Desk } from '../desk.ts';
import { aligned, indented, quoted } from '../report.ts';

const people: Readonly<Record<Fixer, string>> = {
  'customer-admin': "the customer's administrator, in Entra",
  operator: 'you, the operator',
  person: 'the person who wants to sign in',
  sender: 'nobody of ours: no directory sends this by itself',
};

/** What to do, the likeliest first; what begins with "And" belongs to the one before. */
export function instructionsText(desk: Desk, instructions: readonly Instruction[]): string {
  return instructions
    .map((instruction, index) => {
      const lead = index === 0 ? 'To do: ' : instruction.also ? 'And:   ' : 'Or:    ';
      return [`${lead}${people[instruction.by]}`, indented(aligned(rowsOf(desk, instruction)))].join('\n');
    })
    .join('\n');
}

/** An instruction with its command as one would type it. */
export function viewInstruction(desk: Desk, { command, ...instruction }: Instruction) {
  return { ...instruction, ...(command === undefined ? {} : { command: commandOf(desk, command) }) };
}

function rowsOf(
  desk: Desk,
  { blade, field, value, command, note }: Instruction,
): readonly (readonly string[])[] {
  return [
    ...(blade === undefined ? [] : [['Where', blade]]),
    ...(field === undefined ? [] : [['What', field]]),
    ...(value === undefined ? [] : [['Value', value]]),
    ...(command === undefined ? [] : [['Type', commandOf(desk, command)]]),
    ...(note === undefined ? [] : [['Note', note]]),
  ];
}

function commandOf(desk: Desk, words: readonly string[]): string {
  return desk.commandLine(words.map((word) => (/^<.*>$/.test(word) ? word : quoted(word))).join(' '));
}
