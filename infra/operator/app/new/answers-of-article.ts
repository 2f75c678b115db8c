import { type ArticleReading, fieldLabels } from '../article/read-article.ts';
import { derivedAddresses, readAddressTemplate, withNamedPlaceholders } from './address-template.ts';
import { claimsAnswerOf } from './claims-answer.ts';
import { placeholdersOf } from './placeholders-answer.ts';
import { AnswerError, type Answers, type QuestionName } from './question.ts';

/** What an article answers, and what it leaves open. */
export interface ArticleAnswers {
  readonly answers: Answers;
  /** What was read, as rows of a table: the fact, and its value. */
  readonly understood: readonly (readonly [fact: string, value: string])[];
  /** What could not be read, or cannot be declared: a sentence each. */
  readonly open: readonly string[];
}

/** Returns the answers that an article gives to the questions of `app new`. */
export function answersOfArticle(reading: ArticleReading): ArticleAnswers {
  const answers: Partial<Record<QuestionName, string>> = {};
  const understood: (readonly [string, string])[] = [];
  const open: string[] = [...reading.mended.map((what) => `${what}.`)];
  const take = (name: QuestionName, fact: string, value: string | undefined) => {
    if (value === undefined || value === '') return;
    answers[name] = value;
    understood.push([fact, value]);
  };
  take('name', 'Name', reading.name);
  takeAddresses(reading, { take, understood, open });
  for (const name of placeholdersOf(answers)) {
    open.push(`{${name}} differs too. It has one value in a deployment: --set placeholders=${name}=…`);
  }
  take('initiatedBy', 'Initiated by', initiators[reading.initiatedBy ?? 'SP']);
  if (reading.initiatedBy === undefined) {
    delete answers.initiatedBy;
    understood.pop();
    open.push('The article does not say who may begin a sign-in.');
  }
  readRelayState(reading, open);
  take('trust', 'Trust by', trustOf(reading));
  if (reading.isPaidFeature) take('paidFeature', 'Paid feature', 'yes');
  readUsers(reading, { take, understood, open });
  take('support', 'Support', reading.support?.email ?? reading.support?.url);
  if (reading.support === undefined) open.push('The article names no support address.');
  takeTerms(reading, take);
  take('claims', 'Claims', claimsAnswerOf(reading.claims));
  if (reading.nameId !== undefined) understood.push(['Name ID', reading.nameId]);
  return { answers, understood, open };
}

type Take = (name: QuestionName, fact: string, value: string | undefined) => void;

interface Notes {
  readonly take: Take;
  readonly understood: (readonly [string, string])[];
  readonly open: string[];
}

const initiators = { SP: 'sp', IDP: 'idp', 'SP+IDP': 'both' } as const;

function takeAddresses(reading: ArticleReading, { take, open }: Notes): void {
  const { identifier, replyUrl, signOnUrl } = reading.fields;
  const declared = replyUrl.flatMap((each) => addressOf(each, fieldLabels.replyUrl, open));
  const origin = originOf(declared[0] ?? '');
  const here = declared.filter((each) => originOf(each) === origin);
  const named = here.filter((each) => each.includes('{tenant}'));
  const replyUrls = named.length === 0 ? here : named;
  for (const each of here.filter((other) => !replyUrls.includes(other))) {
    open.push(`Reply URL ${each}: it names no customer, but ${replyUrls[0]} does.`);
  }
  for (const each of declared.filter((other) => originOf(other) !== origin)) {
    open.push(`Reply URL ${each}: another host is another stage, or another application.`);
  }
  take('replyUrls', fieldLabels.replyUrl, replyUrls.join(' '));
  if (replyUrl.length === 0) {
    open.push(
      reading.isPreIntegrated
        ? 'The article shows no Reply URL: Entra fills it in for a listed application.'
        : 'The article shows no Reply URL.',
    );
  }
  const [first, ...alternatives] = identifier.map(withNamedPlaceholders);
  take('identifier', fieldLabels.identifier, first);
  for (const each of alternatives) {
    open.push(`Identifier ${each}: one Identifier can be declared, and ${first} stands first.`);
  }
  if (identifier.length === 0) open.push('The article shows no Identifier.');
  const [signOn, ...others] = signOnUrl.flatMap((each) => addressOf(each, fieldLabels.signOnUrl, open));
  take('signOnUrl', fieldLabels.signOnUrl, signOn);
  for (const other of others) open.push(`Sign on URL ${other}: not declared; ${signOn} stands first.`);
  if (signOn === undefined && replyUrls[0] !== undefined) {
    const proposed = derivedAddresses(replyUrls[0], '').signOnUrl;
    take('signOnUrl', fieldLabels.signOnUrl, proposed);
    open.push(`The article shows no usable Sign on URL. ${proposed} is proposed: people begin again there.`);
  }
}

function originOf(template: string): string {
  return /^https:\/\/[^/?]*/.exec(template)?.[0] ?? '';
}

function addressOf(template: string, label: string, open: string[]): readonly string[] {
  try {
    return [readAddressTemplate(template)];
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    open.push(`${label} ${template}: ${error.message}`);
    return [];
  }
}

function readRelayState({ fields }: ArticleReading, open: string[]): void {
  const [relayState] = fields.relayState;
  if (relayState === undefined) return;
  open.push(
    /^<[^>]*>$/.test(relayState)
      ? `Relay State ${relayState}: enter the path that it opens.`
      : `Relay State ${relayState}: only one <ID> of an item can be declared.`,
  );
}

/** Metadata brings the certificate with it. */
function trustOf({ handedOver }: ArticleReading): string | undefined {
  const first = handedOver.find((value) => /^(?:thumbprint|certificate|metadata)/.test(value));
  return first === undefined ? undefined : first === 'thumbprint' ? 'thumbprint' : 'certificate';
}

function readUsers(reading: ArticleReading, { take, understood, open }: Notes): void {
  const { createsUsers, usersAreActivated, usersCreatedBy } = reading;
  if (createsUsers === true) {
    understood.push(['Users', 'created at their first sign-in']);
    open.push(
      'Users are created at their first sign-in only for a tenant that you let: tenant just-in-time.',
    );
  }
  if (createsUsers === undefined) open.push('The article does not say how users are created.');
  if (createsUsers === false) take('activated', 'Users are activated', usersAreActivated ? 'yes' : 'no');
  take('usersCreatedBy', 'Users created by', usersCreatedBy);
}

function takeTerms(reading: ArticleReading, take: Take): void {
  const { name } = reading.placeholder;
  if (name !== undefined) {
    take('placeholder', 'Placeholder', name);
    take('tenantNoun', 'Customers have a', nounOf(name));
  }
  if (reading.settingsPath.length > 1) {
    take('settingsPage', 'Settings page', reading.settingsPath.join(' > '));
    take('replyUrlField', 'Field of the Reply URL', reading.replyUrlField);
  }
}

/** `YOUR_NAMESPACE` → namespace, `Company_Name` → company; an id or a GUID says nothing. */
function nounOf(placeholder: string): string {
  const words = placeholder
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '' && !/^(?:your|my|the|name|id|guid|url|custom|identifier)$/.test(word));
  return words.join(' ').replace(/name$/, '') || 'tenant';
}
