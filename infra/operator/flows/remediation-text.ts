import { defined } from '../../../shared/objects/defined.ts';
import { textsOf } from '../../../shared/pages/text/texts.ts';
import type { Fixer } from '../../../shared/problems/problem-kind.ts';
import type { Remediation } from '../../../shared/sign-in/log/remediation.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, indented, quoted } from '../command-result.ts';

const people: Readonly<Record<Fixer, string>> = {
  'customer-admin': "the customer's administrator, in Entra",
  operator: 'you, the operator',
  person: 'the person who wants to sign in',
  sender: 'nobody of ours: no directory sends this by itself',
};

/** What to do, the likeliest first; what begins with "And" belongs to the one before. */
export function remediationsText(context: CommandContext, remediations: readonly Remediation[]): string {
  return remediations
    .map((remediation, index) => {
      const lead = index === 0 ? 'To do: ' : remediation.also ? 'And:   ' : 'Or:    ';
      return [`${lead}${people[remediation.by]}`, indented(aligned(rowsOf(context, remediation)))].join('\n');
    })
    .join('\n');
}

/** Returns an instruction for `--json`, with its command as an operator types it. */
export function viewRemediation(context: CommandContext, remediation: Remediation) {
  const { command, remedyOf: _, note: __, ...more } = remediation;
  const note = noteOf(remediation);
  return {
    ...more,
    ...defined({ note }),
    ...(command === undefined ? {} : { command: commandOf(context, command) }),
  };
}

function noteOf({ note, remedyOf }: Remediation): string | undefined {
  return remedyOf === undefined ? note : textsOf('en').problem(remedyOf).remedy;
}

function rowsOf(context: CommandContext, remediation: Remediation): readonly (readonly string[])[] {
  const { blade, field, value, command } = remediation;
  const note = noteOf(remediation);
  return [
    ...(blade === undefined ? [] : [['Where', blade]]),
    ...(field === undefined ? [] : [['What', field]]),
    ...(value === undefined ? [] : [['Value', value]]),
    ...(command === undefined ? [] : [['Type', commandOf(context, command)]]),
    ...(note === undefined ? [] : [['Note', note]]),
  ];
}

function commandOf(context: CommandContext, words: readonly string[]): string {
  return context.commandLine(words.map((word) => (/^<.*>$/.test(word) ? word : quoted(word))).join(' '));
}
