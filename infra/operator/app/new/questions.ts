import { derivedAddresses, identifierTemplate, readAddressTemplate } from './address-template.ts';
import { readClaimsAnswer } from './claims-answer.ts';
import { placeholdersOf, placeholderValues } from './placeholders-answer.ts';
import { AnswerError, type Answers, type Question } from './question.ts';

const firstReplyUrl = ({ replyUrls = '' }: Answers) => replyUrls.split(' ')[0] ?? '';
const canBeginAtDirectory = ({ initiatedBy }: Answers) => initiatedBy !== 'sp';

function oneLine(text: string, most = 200): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  if (line === '') throw new AnswerError('Enter at least one character.');
  if (line.length > most) throw new AnswerError(`Enter at most ${most} characters.`);
  return line;
}

function yesOrNo(text: string): string {
  const [, yes, no] = /^(?:(y|yes|true)|(n|no|false))$/i.exec(text.trim()) ?? [];
  if (yes === undefined && no === undefined) throw new AnswerError('Enter yes or no.');
  return yes === undefined ? 'no' : 'yes';
}

const choice = (values: readonly string[]) => (text: string) => {
  const value = text.trim().toLowerCase();
  if (values.includes(value)) return value;
  throw new AnswerError(`Enter ${values.slice(0, -1).join(', ')} or ${values.at(-1)}.`);
};

const path = (text: string) => {
  if (/^\/[\x21-\x7e]*$/.test(text.trim()) && !text.trim().startsWith('//')) return text.trim();
  throw new AnswerError('Enter a path that begins with one slash, such as /welcome.');
};

/** The questions of `app new`, in the order in which a person knows the answers. `taken`: the ids that are in use. */
export function questionsOf(taken: readonly string[]): readonly Question[] {
  return [
    {
      name: 'name',
      text: 'Name of the application in the Entra gallery',
      example: 'Contoso Time',
      read: (text) => oneLine(text, 100),
    },
    {
      name: 'id',
      text: 'Short name for commands and file names; it never changes',
      example: 'contoso-time',
      suggest: ({ name }) => (name === undefined ? undefined : appIdOf(name)),
      read: (text) => {
        const id = text.trim();
        if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(id)) {
          throw new AnswerError('Enter 1 to 32 lower-case letters, digits and hyphens; not a hyphen first.');
        }
        if (taken.includes(id)) throw new AnswerError(`There is an application ${id}. Enter another name.`);
        return id;
      },
    },
    {
      name: 'replyUrls',
      text: "Reply URL, with {tenant} for the customer's name. Several: with blanks between, the default first",
      example: 'https://{tenant}.example.com/saml/acs',
      read: (text) => {
        const whole = text
          .replaceAll(/:\/\/\s+/g, '://')
          .replaceAll(/<[^>]*>/g, (name) => name.replaceAll(/\s+/g, '_'));
        const addresses = whole.split(/[\s,]+/).filter((each) => each !== '');
        if (addresses.length === 0) throw new AnswerError('Enter at least one address.');
        return [...new Set(addresses.map(readAddressTemplate))].join(' ');
      },
    },
    {
      name: 'identifier',
      text: 'Identifier (Entity ID): an address, a URN or a name; with {tenant} if it differs by customer',
      example: 'https://{tenant}.example.com/saml/metadata',
      suggest: (answers) => {
        const replyUrl = firstReplyUrl(answers);
        return replyUrl === '' ? undefined : derivedAddresses(replyUrl, '').metadataUrl;
      },
      read: (text) => {
        const identifier = identifierTemplate(text);
        if (/^[\x21-\x7e]{1,255}$/.test(identifier)) return identifier;
        throw new AnswerError('Enter 1 to 255 visible ASCII characters without blanks.');
      },
    },
    {
      name: 'signOnUrl',
      text: 'Sign on URL: where a customer begins at the application',
      example: 'https://{tenant}.example.com',
      suggest: (answers) => {
        const replyUrl = firstReplyUrl(answers);
        return replyUrl === '' ? undefined : derivedAddresses(replyUrl, '').signOnUrl;
      },
      read: readAddressTemplate,
    },
    {
      name: 'placeholders',
      text: 'Value of each other placeholder in the addresses',
      example: 'region=eu-1',
      isNeedless: (answers) => placeholdersOf(answers).length === 0,
      suggest: (answers) => (placeholdersOf(answers).length === 0 ? '' : undefined),
      read: (text, answers) => {
        const values = placeholderValues(text);
        const missing = placeholdersOf(answers).filter((name) => values[name] === undefined);
        if (missing.length === 0) return text.trim();
        throw new AnswerError(`Enter a value for each: ${missing.map((name) => `${name}=…`).join(' ')}`);
      },
    },
    {
      name: 'initiatedBy',
      text: 'Who may begin a sign-in',
      example: 'both',
      choices: [
        { value: 'sp', meaning: 'the application (SP initiated)' },
        { value: 'idp', meaning: 'the directory: a tile in My Apps (IDP initiated)' },
        { value: 'both', meaning: 'both (SP and IDP initiated)' },
      ],
      read: choice(['sp', 'idp', 'both']),
    },
    {
      name: 'itemPath',
      text: 'Path that a Relay State <ID> opens, with {id} in it; empty if Relay State is not used',
      example: '/items/{id}',
      isNeedless: (answers) => !canBeginAtDirectory(answers),
      suggest: () => '',
      read: (text) => {
        if (text.trim() === '') return '';
        const item = path(text);
        if (/^[^{}]*\{id\}[^{}]*$/.test(item)) return item;
        throw new AnswerError('Write {id} once, where the ID stands: /items/{id}.');
      },
    },
    {
      name: 'landing',
      text: 'Path where people land after a sign-in that asked for no page',
      example: '/dashboard',
      suggest: () => '/welcome',
      read: path,
    },
    {
      name: 'trust',
      text: "What customers hand over first, to prove their directory's signature",
      example: 'certificate',
      choices: [
        { value: 'certificate', meaning: 'Certificate (Base64), or the federation metadata' },
        { value: 'thumbprint', meaning: 'Thumbprint' },
      ],
      suggest: () => 'certificate',
      read: choice(['certificate', 'thumbprint']),
    },
    {
      name: 'paidFeature',
      text: 'Is single sign-on a paid feature that you switch on for each customer?',
      example: 'no',
      choices: yesNo,
      suggest: () => 'no',
      read: yesOrNo,
    },
    {
      name: 'activated',
      text: 'Must a user be activated after it is created?',
      example: 'yes',
      choices: yesNo,
      suggest: () => 'yes',
      read: yesOrNo,
    },
    {
      name: 'usersCreatedBy',
      text: 'Who creates users in the application',
      example: 'administrator',
      choices: [
        { value: 'administrator', meaning: "the customer's administrator" },
        { value: 'support', meaning: 'your support team' },
      ],
      suggest: () => 'administrator',
      read: choice(['administrator', 'support']),
    },
    {
      name: 'claims',
      text: 'Claims that the application gets beside id and name; empty if it needs none',
      example: 'email, groups, employee_id=employeeId',
      suggest: () => '',
      read: (text) => {
        readClaimsAnswer(text);
        return text.trim();
      },
    },
    {
      name: 'support',
      text: 'Whom customers ask: a mail address, or the https address of a page',
      example: 'support@example.com',
      read: (text) => {
        const contact = text.trim().replace(/^mailto:/i, '');
        if (/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(contact)) return contact;
        if (URL.parse(contact)?.protocol === 'https:') return contact;
        throw new AnswerError('Enter a mail address such as support@example.com, or an https address.');
      },
    },
    {
      name: 'tenantNoun',
      text: 'What customers call their {tenant}',
      example: 'workspace',
      suggest: () => 'tenant',
      read: (text) => oneLine(text, 40),
    },
    {
      name: 'placeholder',
      text: "What stands for the customer's name in the set-up article, without angle brackets",
      example: 'YOUR_WORKSPACE',
      isNeedless: () => true,
      suggest: () => 'tenant',
      read: (text) => {
        if (/^[\w:.-]{1,60}$/.test(text.trim())) return text.trim();
        throw new AnswerError('Enter letters, digits and underscores.');
      },
    },
    {
      name: 'settingsPage',
      text: 'Page of the application where an administrator configures single sign-on; empty if there is none',
      example: 'Settings > Security > Single sign-on',
      suggest: () => '',
      read: (text) => {
        const labels = text.split('>').map((label) => label.trim());
        if (text.trim() === '') return '';
        if (labels.length < 2 || labels.includes('')) {
          throw new AnswerError('Enter at least two labels with > between: Settings > Single sign-on.');
        }
        return labels.join(' > ');
      },
    },
    {
      name: 'replyUrlField',
      text: "Field of that page that shows the customer's Reply URL; empty if there is none",
      example: 'ACS URL',
      isNeedless: () => true,
      suggest: () => '',
      read: (text) => (text.trim() === '' ? '' : oneLine(text, 80)),
    },
  ];
}

const yesNo = [
  { value: 'no', meaning: '' },
  { value: 'yes', meaning: '' },
];

/** `Qmarkets Idea & Innovation` → `qmarkets-idea-innovation`. */
export function appIdOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 32)
    .replace(/-+$/, '');
}
