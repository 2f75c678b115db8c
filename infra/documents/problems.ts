import { remedyText } from '../../shared/pages/text/remedy.ts';
import { textsOf } from '../../shared/pages/text/texts.ts';
import { encryptionProblems } from '../../shared/problems/codes/encryption.ts';
import { logoutProblems } from '../../shared/problems/codes/logout.ts';
import { openIdProblems } from '../../shared/problems/codes/openid.ts';
import { openIdTokenProblems } from '../../shared/problems/codes/openid-tokens.ts';
import { protocolProblems } from '../../shared/problems/codes/protocol.ts';
import { setupProblems } from '../../shared/problems/codes/setup.ts';
import { signInProblems } from '../../shared/problems/codes/sign-in.ts';
import { signatureProblems } from '../../shared/problems/codes/signature.ts';
import { transportProblems } from '../../shared/problems/codes/transport.ts';
import { xmlProblems } from '../../shared/problems/codes/xml.ts';
import type { ProblemCode } from '../../shared/problems/problem.ts';
import type { Fixer, ProblemClass, ProblemKind } from '../../shared/problems/problem-kind.ts';
import { remediations } from '../../shared/problems/remediation.ts';
import { inWords } from '../operator/flows/remediation-text.ts';

type Problems = Readonly<Partial<Record<ProblemCode, ProblemKind>>>;
type Row = readonly [ProblemCode, ProblemKind];

/** The sections of docs/problems.md, in the order in which a response meets them. */
const sections: readonly (readonly [heading: string, about: string, problems: Problems])[] = [
  ['The request', 'Before a byte of the message is looked at.', transportProblems],
  ['The document', 'The bytes are not the one kind of XML that Latchkey reads.', xmlProblems],
  ['The signature', 'What was signed, how, and with which key.', signatureProblems],
  ['Encryption', 'What was encrypted, how, and for whom.', encryptionProblems],
  ['The assertion', 'What the signed assertion says.', protocolProblems],
  ['The sign-in', 'Tenant, request, user and store.', signInProblems],
  ['Signing out', 'A logout message from the directory.', logoutProblems],
  ['Requests of OpenID clients', 'A request that a person reads about.', openIdProblems],
  ['The set-up page', 'A set-up link, and what its forms bring.', setupProblems],
  [
    'Tokens',
    'What a client of the OpenID Provider asks of the token endpoint and of userinfo.',
    openIdTokenProblems,
  ],
];

const fixers: Readonly<Record<Fixer, string>> = {
  person: 'the person',
  'customer-admin': "the customer's administrator, in Entra",
  operator: 'the operator of Latchkey',
  sender: 'no one: no genuine directory sends it',
};

const classes: Readonly<Record<ProblemClass, string>> = {
  attack: 'no browser and no directory sends it; investigate if it repeats',
  configuration: 'a setting in Entra or of the tenant does not fit',
  expiry: 'a date has passed or has not come yet',
  person: 'the person has to start again',
  fault: 'an error of Latchkey',
};

const introduction = `# Problems

<!-- Made from shared/problems/codes/ and shared/pages/text/en/problems/ by "npm run docs"; do not edit. -->

Every refusal has one stable code. The person reads what happened, a reference and the time. The log line with that
reference has the code, what was expected and what came instead. If the tenant's directory signed the message, the page also
tells an administrator what to change.

Each problem has the text that the person reads and what the customer does about it. Then follow the operator's commands,
who can fix it, the HTTP status, the class by which alarms count it, and the rule that it enforces.

| class | meaning |
|---|---|

${Object.entries(classes)
  .map(([name, meaning]) => `| ${name} | ${meaning} |`)
  .join('\n')}
`;

/** Returns docs/problems.md: one entry for each problem code. Markdown, ending with one line end. */
export function problemsDocument(): string {
  return `${[introduction, ...sections.map(sectionText)].join('\n')}`;
}

function sectionText([heading, about, problems]: (typeof sections)[number]): string {
  const rows = Object.entries(problems) as Row[];
  const fixable = rows.filter(([, { fixedBy }]) => fixedBy !== 'sender');
  const hostile = rows.filter(([, { fixedBy }]) => fixedBy === 'sender');
  return [
    `## ${heading}\n\n${about}\n`,
    ...fixable.map(entryText),
    ...(hostile.length === 0 ? [] : [tableText(heading, hostile)]),
  ].join('\n');
}

function entryText([code, kind]: Row): string {
  const commands = (remediations[code] ?? []).flatMap((remediation) => {
    if (remediation.command === undefined) return [];
    const { note } = inWords(remediation, textsOf('en').entra.theApplication);
    return `- \`latchkey ${remediation.command.join(' ')}\`${note === undefined ? '' : `: ${note}`}`;
  });
  return `### ${code}

> ${textsOf('en').problem(code).sentence}

${remedyText(code, 'en')}

${[
  ...commands,
  `- Fixed by ${fixers[kind.fixedBy]}`,
  `- Status ${kind.status}, class ${kind.class}`,
  `- Rule: ${ruleText([code, kind])}`,
].join('\n')}
`;
}

function tableText(heading: string, rows: readonly Row[]): string {
  const cells = rows.map(
    ([code, kind]) =>
      `| \`${code}\` | ${kind.status} | ${ruleText([code, kind])} | ${remedyText(code, 'en')} |`,
  );
  return `### ${heading}: what no genuine directory sends

| problem | status | rule | what to do |
|---|---|---|---|
${cells.join('\n')}
`;
}

/** The specification, or a limit in words; else only Latchkey demands it. */
function ruleText([code, { specification = 'Latchkey’s own' }]: Row): string {
  return textsOf('en').problem(code).rule ?? specification;
}
