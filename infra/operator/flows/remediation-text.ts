import type { AppId } from '../../../shared/ids/app-id.ts';
import { defined } from '../../../shared/objects/defined.ts';
import { textsOf } from '../../../shared/pages/text/texts.ts';
import type { Fixer } from '../../../shared/problems/problem-kind.ts';
import type { EntraPage, Remediation, RemediationNote } from '../../../shared/problems/remediation.ts';
import type { CommandContext } from '../command-context.ts';
import { aligned, indented, quoted } from '../command-result.ts';
import { appName } from '../known-apps.ts';

const people: Readonly<Record<Fixer, string>> = {
  'customer-admin': "the customer's administrator, in Entra",
  operator: 'you, the operator',
  person: 'the person who signs in',
  sender: 'the sender: no genuine directory sends this',
};

/** What to look at first, for the operator; `shownOn` is the path in Entra where the customer sees the value. */
const notes: Readonly<Record<RemediationNote, (shownOn: string) => string>> = {
  'certificate-still-there': () => 'Only if that certificate is still in Entra.',
  'claim-of-other-name': () => 'If the directory sends it under another name: that name comes first.',
  'encryption-wanted': () => 'If you want to accept encrypted assertions.',
  'exactly-this-issuer': (shownOn) =>
    `Only if ${shownOn} shows exactly this Microsoft Entra Identifier, including the last slash: anyone can send any issuer.`,
  'exactly-this-thumbprint': () =>
    'Only if Entra shows exactly this Thumbprint for the active certificate: anyone can post a message.',
  'give-up-draft': () => 'To discard that set-up, revoke its link.',
  'identifier-not-found': () => 'If Entra showed AADSTS700016.',
  'intended-name-id': () => 'If that NameID is the intended sign-in name.',
  'new-certificate': () => 'The file is Certificate (Base64) of the new certificate.',
  'new-person': () => 'For a new person with that sign-in name; then run user add.',
  'no-error-shown': () => 'If it showed nothing: start again, and finish within an hour.',
  'not-assigned': () => 'If Entra showed AADSTS50105.',
  'old-certificates': () => 'For each certificate of the running connection that no longer signs.',
  'reference-in-log': () => 'Find the reference in the log: its line has the error.',
  'reply-url-not-found': () => 'If Entra showed AADSTS50011.',
  'same-person': () => 'For the same person, whose account was created again in Entra.',
  'shows-certificate': () => 'It shows the certificate to import.',
  'tables-and-keys': () =>
    'Check the throttles and errors of the tables, and of the keys where they are used.',
  'wrong-name-id': () => 'If the account has another sign-in name than Entra sent.',
};

/** Returns what to do, the likeliest first; what begins with "And" belongs to the one before. */
export function remediationsText(context: CommandContext, app: AppId, all: readonly Remediation[]): string {
  return all
    .map((remediation, index) => {
      const lead = index === 0 ? 'To do: ' : remediation.also ? 'And:   ' : 'Or:    ';
      const { blade, field, value, command, note } = viewRemediation(context, app, remediation);
      const rows = [
        ['Where', blade],
        ['What', field],
        ['Value', value],
        ['Type', command],
        ['Note', note],
      ].flatMap(([name = '', text]) => (text === undefined ? [] : [[name, text]]));
      return [`${lead}${people[remediation.by]}`, indented(aligned(rows))].join('\n');
    })
    .join('\n');
}

/** A remediation as `--json` writes it: `blade` is the page in Entra, `command` what an operator types. */
export interface WrittenRemediation {
  readonly by: Fixer;
  readonly blade?: string;
  readonly field?: string;
  readonly value?: string;
  readonly command?: string;
  readonly also?: true;
  readonly note?: string;
}

/** Returns a remediation in the words of the English portal. */
export function viewRemediation(
  context: CommandContext,
  app: AppId,
  remediation: Remediation,
): WrittenRemediation {
  const { by, command, also } = remediation;
  const typed = command?.map((word) => (/^<.*>$/.test(word) ? word : quoted(word))).join(' ');
  return {
    by,
    ...inWords(remediation, appName(app)),
    ...defined({ command: typed && context.commandLine(typed), also }),
  };
}

/** Returns place, value and note of a remediation in English, with the name of the application in Entra. */
export function inWords(
  { page, field, claim, value, choice, shownOn, note, remedyOf }: Remediation,
  application: string,
): Omit<WrittenRemediation, 'by' | 'command' | 'also'> {
  const { entra, problem } = textsOf('en');
  const pathOf = (at: EntraPage | undefined) => at && entra.pages[at](application);
  return defined({
    blade: pathOf(page),
    field: field === undefined ? claim?.replace('<claim>', 'the claim') : entra.fields[field],
    value: value ?? (choice && entra.choices[choice]),
    note: note === undefined ? remedyOf && problem(remedyOf).remedy : notes[note](pathOf(shownOn) ?? ''),
  });
}
