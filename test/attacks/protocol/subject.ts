import { subjectConfirmation } from '../../fixtures/entra-assertion.ts';
import { entraParts } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import type { Acceptance, Attack } from '../attack.ts';
import type { Genuine } from '../genuine.ts';
import { swap } from '../splice.ts';

const confirmationOf = ({ world }: Genuine): string =>
  subjectConfirmation(entraParts({ replyUrl: world.replyUrl }));

const vouched = (one: string): string => swap(one, 'cm:bearer', 'cm:sender-vouches');
const elsewhere = (one: string): string =>
  one.replace(/ Recipient="[^"]*"/, ' Recipient="https://other.example/acs"');
const answering = (one: string, id: string): string =>
  one.replace(/ InResponseTo="[^"]*"/, ` InResponseTo="${id}"`);

/** Several confirmations, one of which is ours. */
const confirmedAmong = (name: string, make: (one: string) => string): Acceptance => ({
  name,
  message: (genuine) => genuine.write({ raw: { subjectConfirmations: make(confirmationOf(genuine)) } }),
  nameId: facts.signInName,
});

/** Other SubjectConfirmations than the one, or the one changed. */
const confirming = (name: string, make: (one: string) => string): Attack => ({
  name,
  attack: (genuine) => genuine.write({ raw: { subjectConfirmations: make(confirmationOf(genuine)) } }),
  control: (genuine) => genuine.write({ raw: { subjectConfirmations: confirmationOf(genuine) } }),
  code: 'subject-confirmation',
});

const method = (uri: string | undefined, name: string): Attack => ({
  name,
  attack: ({ write }) => write({ confirmationMethod: uri }),
  code: 'subject-confirmation',
});

/** One bearer confirmation, for us, until a while from now. */
export const confirmations: readonly Attack[] = [
  confirming('no SubjectConfirmation', () => ''),
  confirming('two SubjectConfirmations', (one) => one + one),
  confirming('two SubjectConfirmations for us that answer two requests', (one) => one + answering(one, '_b')),
  confirming('two SubjectConfirmations for somebody else', (one) => elsewhere(one) + elsewhere(one)),
  confirming('two SubjectConfirmations, both by other methods', (one) => vouched(one) + vouched(one)),
  confirming(
    'two SubjectConfirmations, the one for us by another method',
    (one) => vouched(one) + elsewhere(one) + elsewhere(one),
  ),
  confirming(
    'one for somebody else beside one for us with NotBefore',
    (one) => elsewhere(one) + swap(one, ' NotOnOrAfter=', ' NotBefore="2026-11-22T12:00:00Z" NotOnOrAfter='),
  ),
  {
    name: 'one bearer confirmation for somebody else beside one for us by another method',
    attack: (genuine) => {
      const one = confirmationOf(genuine);
      return genuine.write({ raw: { subjectConfirmations: vouched(one) + elsewhere(one) } });
    },
    code: 'recipient-mismatch',
  },
  {
    name: 'one that is over for us beside one for somebody else that is not',
    attack: (genuine) => {
      const one = confirmationOf(genuine);
      const over = one.replace(/NotOnOrAfter="[^"]*"/, 'NotOnOrAfter="2020-01-01T00:00:00Z"');
      return genuine.write({ raw: { subjectConfirmations: over + elsewhere(one) } });
    },
    code: 'confirmation-expired',
  },
  {
    name: 'an EncryptedID in a confirmation that is not ours',
    attack: (genuine) => {
      const one = confirmationOf(genuine);
      const hiding = swap(
        elsewhere(one),
        '<SubjectConfirmationData',
        '<EncryptedID></EncryptedID><SubjectConfirmationData',
      );
      return genuine.write({ raw: { subjectConfirmations: one + hiding } });
    },
    code: 'encryption-of-a-part',
  },
  method('urn:oasis:names:tc:SAML:2.0:cm:sender-vouches', 'a confirmation by sender-vouches'),
  method('urn:oasis:names:tc:SAML:2.0:cm:holder-of-key', 'a confirmation by holder-of-key'),
  method('urn:oasis:names:tc:SAML:1.0:cm:bearer', 'a confirmation of SAML 1'),
  method('', 'a confirmation by an empty method'),
  method(undefined, 'a confirmation without method'),
  confirming('no SubjectConfirmationData', (one) =>
    one.replace(/<SubjectConfirmationData.*<.SubjectConfirmationData>/, ''),
  ),
  confirming('two SubjectConfirmationData', (one) =>
    one.replace(/<SubjectConfirmationData.*<.SubjectConfirmationData>/, (data) => data + data),
  ),
  confirming('SubjectConfirmationData of another namespace', (one) =>
    swap(one, '<SubjectConfirmationData ', '<SubjectConfirmationData xmlns="urn:x" '),
  ),
  confirming('text beside SubjectConfirmationData', (one) =>
    swap(one, '<SubjectConfirmationData ', 'text<SubjectConfirmationData '),
  ),
  {
    name: 'a confirmation without Recipient',
    attack: ({ write }) => write({ recipient: undefined }),
    code: 'subject-confirmation',
  },
  {
    name: 'a confirmation without NotOnOrAfter',
    attack: ({ write }) => write({ confirmationNotOnOrAfter: undefined }),
    code: 'subject-confirmation',
  },
  {
    name: 'a confirmation with NotBefore',
    attack: ({ write }) => write({ confirmationNotBefore: facts.now }),
    code: 'subject-confirmation',
  },
  {
    name: 'a Recipient under a prefix only',
    attack: (genuine) =>
      genuine.write({
        raw: {
          subjectConfirmations: swap(
            swap(confirmationOf(genuine), ` Recipient="${genuine.world.replyUrl}"`, ''),
            '<SubjectConfirmationData ',
            '<SubjectConfirmationData xmlns:a="urn:a" ',
          ).replace(/(NotOnOrAfter="[^"]*")/, `$1 a:Recipient="${genuine.world.replyUrl}"`),
        },
      }),
    code: 'subject-confirmation',
  },
  {
    name: 'a confirmation that answers the empty request',
    attack: ({ write }) => write({ confirmationInResponseTo: '', responseInResponseTo: undefined }),
    control: ({ write }) => write({ responseInResponseTo: undefined }),
    code: 'subject-confirmation',
  },
  {
    name: 'a response that answers another request than its assertion',
    attack: ({ write }) => write({ responseInResponseTo: '_another' }),
    code: 'in-response-to-mismatch',
  },
  {
    name: 'a response that answers a request, around an unsolicited assertion',
    attack: ({ write }) => write({ confirmationInResponseTo: undefined }),
    code: 'in-response-to-mismatch',
  },
  {
    name: 'a response that answers the empty request',
    attack: ({ write }) => write({ responseInResponseTo: '' }),
    code: 'in-response-to-mismatch',
  },
];

const subjected = (name: string, subject: string, code: Attack['code'] = 'name-id-missing'): Attack => ({
  name,
  attack: (genuine) =>
    genuine.write({ raw: { subject: swap(subject, 'CONFIRMATION', confirmationOf(genuine)) } }),
  control: (genuine) =>
    genuine.write({ raw: { subject: `<Subject><NameID>a</NameID>${confirmationOf(genuine)}</Subject>` } }),
  code,
});

/** Who it is. */
export const nameIds: readonly Attack[] = [
  { name: 'no Subject', attack: ({ write }) => write({ raw: { subject: '' } }), code: 'name-id-missing' },
  subjected('no NameID', '<Subject>CONFIRMATION</Subject>'),
  subjected('a BaseID', '<Subject><BaseID></BaseID>CONFIRMATION</Subject>'),
  subjected(
    'an EncryptedID',
    '<Subject><EncryptedID></EncryptedID>CONFIRMATION</Subject>',
    'encryption-of-a-part',
  ),
  subjected(
    'a NameID of another namespace',
    '<Subject><NameID xmlns="urn:x">a</NameID>CONFIRMATION</Subject>',
  ),
  subjected(
    'two NameIDs',
    '<Subject><NameID>a</NameID><NameID>b</NameID>CONFIRMATION</Subject>',
    'response-structure',
  ),
  subjected(
    'a NameID behind the confirmation',
    '<Subject>CONFIRMATION<NameID>a</NameID></Subject>',
    'response-structure',
  ),
  subjected(
    'two Subjects',
    '<Subject><NameID>a</NameID>CONFIRMATION</Subject><Subject></Subject>',
    'response-structure',
  ),
  subjected(
    'a Subject of another namespace',
    '<Subject xmlns="urn:x"><NameID>a</NameID>CONFIRMATION</Subject>',
    'response-structure',
  ),
  ...['', ' ', '\t\n', '\u00a0', '\u3000', '\ufeff'].map(
    (text): Attack => ({
      name: `the NameID ${JSON.stringify(text)}`,
      attack: ({ write }) => write({ nameId: text }),
      code: 'name-id-missing',
    }),
  ),
  {
    name: 'a NameID of 257 characters',
    attack: ({ write }) => write({ nameId: 'a'.repeat(257) }),
    control: ({ write }) => write({ nameId: 'a'.repeat(256) }),
    code: 'name-id-too-long',
  },
  {
    name: 'no AuthnStatement',
    attack: ({ write }) => write({ raw: { authnStatements: '' } }),
    code: 'authn-statement-missing',
  },
  {
    name: 'an AuthnStatement of another namespace',
    attack: ({ write }) =>
      write({ raw: { authnStatements: '<AuthnStatement xmlns="urn:x"></AuthnStatement>' } }),
    code: 'response-structure',
  },
  {
    name: 'an AttributeStatement before the Subject',
    attack: ({ unsigned, write }) => {
      const message = unsigned();
      const assertion = message.slice(message.indexOf('<Assertion '), message.indexOf('</samlp:Response>'));
      const statement = assertion.slice(
        assertion.indexOf('<AttributeStatement>'),
        assertion.indexOf('<AuthnStatement'),
      );
      return write({
        raw: { assertion: swap(swap(assertion, statement, ''), '<Subject>', `${statement}<Subject>`) },
      });
    },
    code: 'response-structure',
  },
];

export const genuineSubjects: readonly Acceptance[] = [
  confirmedAmong('a bearer confirmation for somebody else, then ours', (one) => elsewhere(one) + one),
  confirmedAmong('our bearer confirmation, then one for somebody else', (one) => one + elsewhere(one)),
  confirmedAmong(
    'ours among others that answer other requests',
    (one) => answering(elsewhere(one), '_b') + one + answering(elsewhere(one), '_c'),
  ),
  confirmedAmong('ours behind a confirmation by another method', (one) => vouched(one) + one),
  confirmedAmong('ours before a confirmation by another method', (one) => one + vouched(one)),
  {
    name: 'a NameID that is qualified for another service provider',
    message: (genuine) =>
      genuine.write({
        raw: {
          subject: `<Subject><NameID NameQualifier="urn:idp" SPNameQualifier="https://other.example/sp">a</NameID>${confirmationOf(genuine)}</Subject>`,
        },
      }),
    nameId: 'a',
  },
  {
    name: 'an unsolicited response, as far as the judge goes',
    message: ({ write }) => write({ inResponseTo: undefined }),
  },
  {
    name: 'an answer that only the assertion names',
    message: ({ write }) => write({ responseInResponseTo: undefined }),
  },
  ...['unspecified', 'persistent', 'transient', 'WindowsDomainQualifiedName'].map(
    (format): Acceptance => ({
      name: `a NameID whose format is ${format}`,
      message: ({ write }) =>
        write({
          nameId: 'CONTOSO\\simon',
          nameIdFormat: `urn:oasis:names:tc:SAML:2.0:nameid-format:${format}`,
        }),
      nameId: 'CONTOSO\\simon',
    }),
  ),
  {
    name: 'a NameID without format',
    message: ({ write }) => write({ nameIdFormat: undefined }),
    nameId: facts.signInName,
  },
  {
    name: 'an assertion without attributes',
    message: ({ write }) => write({ claims: [] }),
  },
];
