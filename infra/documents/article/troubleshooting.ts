import { remedyText } from '../../../shared/pages/text/remedy.ts';
import { textsOf } from '../../../shared/pages/text/texts.ts';
import { allProblems, type ProblemCode } from '../../../shared/problems/problem.ts';
import type { ProblemKind } from '../../../shared/problems/problem-kind.ts';
import type { ArticleSource } from './article-source.ts';
import { table, wrapped } from './markdown.ts';

/** Where the fix is with the app's people: what the customer tells them. A code without one: the reference. */
const toldToSupport: Partial<Readonly<Record<ProblemCode, string>>> = {
  'user-unknown':
    'Ask for the user to be created. Or, in Attributes & Claims > Unique User Identifier (Name ID), send the name that the user was created with.',
  'user-not-active': 'Ask for the user to be activated.',
  'user-other-identity':
    'Say whether the account was created again in Entra for the same person, or the address was given to somebody new.',
  'key-missing': 'Send the Thumbprint or the Certificate (Base64) of the active certificate.',
};

/**
 * The troubleshooting of an article: Entra's own words, and every problem that the person, the administrator or the
 * people of the app can put right, by its code. What no genuine directory sends is left out.
 */
export function troubleshooting(source: ArticleSource): string {
  const { displayName: app } = source.site.app;
  const rows = new Map<string, string[]>();
  for (const [code, kind] of Object.entries(allProblems()) as [ProblemCode, ProblemKind][]) {
    if (!isForCustomers(code, kind)) continue;
    // What reads and is mended alike is one row.
    const says = JSON.stringify([textsOf('en').problem(code).sentence, advice(code, kind, source)]);
    rows.set(says, [...(rows.get(says) ?? []), `\`${code}\``]);
  }
  const cells = [...rows].map(([says, codes]) => [codes.join(', '), ...(JSON.parse(says) as string[])]);
  return [
    '## Troubleshoot',
    wrapped(
      `A failed sign-in ends on a page of ${app} with a sentence, a reference and the time. If your directory signed the ` +
        'message, **For your IT administrator** on the page shows the code below, what was expected and what came ' +
        'instead. Otherwise mention the reference when you ask for help.',
    ),
    table(['Code', 'What people read', 'What to do'], cells),
    'Microsoft Entra ID stops some sign-ins itself and shows its own error page:',
    table(
      ['You read', 'What to do'],
      [
        [
          'AADSTS50011, AADSTS700016',
          'Correct the Reply URL and the Identifier: they must match the table above.',
        ],
        ['AADSTS50105', 'Assign the person: **Users and groups** > **Add user/group**.'],
        ['AADSTS750054', `Open ${app} by the Sign on URL of the table above.`],
        ['AADSTS76021', 'Switch **Require verification certificates** off, or ask for signed requests.'],
      ],
    ),
  ].join('\n\n');
}

/** A problem of the request itself is told of no sign-in, and has nothing to do with Entra. */
function isForCustomers(code: ProblemCode, { fixedBy, status }: ProblemKind): boolean {
  return (
    fixedBy !== 'sender' &&
    status !== 405 &&
    code !== 'return-to-malformed' &&
    !/^(?:logout|setup)-/.test(code)
  );
}

function advice(code: ProblemCode, { fixedBy }: ProblemKind, { site }: ArticleSource): string {
  const told = toldToSupport[code];
  if (told !== undefined) return `${told} ${site.app.support.name} does the rest.`;
  if (fixedBy === 'operator') return `Send the reference to ${site.app.support.name}.`;
  return remedyText(code, 'en', site.app.displayName)
    .replaceAll('the people who run the application', site.app.support.name)
    .replaceAll('the application', site.app.displayName);
}
