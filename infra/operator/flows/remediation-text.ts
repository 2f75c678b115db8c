import { textsOf } from '../../../shared/pages/text/texts.ts';
import type { Fixer } from '../../../shared/problems/problem.ts';
import type { Instruction } from '../../../shared/sign-in/log/remediation.ts';
import type { Desk } from '../command-context.ts';
import { aligned, indented, quoted } from '../command-result.ts';

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

/** Returns an instruction for `--json`, with its command as an operator types it. */
export function viewInstruction(desk: Desk, instruction: Instruction) {
  const { command, remedyOf: _, note: __, ...more } = instruction;
  const note = noteOf(instruction);
  return {
    ...more,
    ...(note === undefined ? {} : { note }),
    ...(command === undefined ? {} : { command: commandOf(desk, command) }),
  };
}

function noteOf({ note, remedyOf }: Instruction): string | undefined {
  return remedyOf === undefined ? note : textsOf('en').problem(remedyOf).remedy;
}

function rowsOf(desk: Desk, instruction: Instruction): readonly (readonly string[])[] {
  const { blade, field, value, command } = instruction;
  const note = noteOf(instruction);
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
