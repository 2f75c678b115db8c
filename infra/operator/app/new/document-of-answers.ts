import { defined } from '../../../../shared/objects/defined.ts';
import { derivedAddresses, otherPlaceholders } from './address-template.ts';
import { readClaimsAnswer } from './claims-answer.ts';
import { placeholderValues } from './placeholders-answer.ts';
import type { Answers } from './question.ts';

/** `:{port}` behind a host: a port is a number, so the document has its value. */
const portsIn = /(?<=https:\/\/[^/?\s]*):\{([a-z0-9-]+)\}/g;

/** The answers of a whole set of questions. */
type EveryAnswer = Answers & { readonly id: string; readonly name: string };

/**
 * Returns the content of `infra/apps/<id>.json` for the answers. It is not validated: the loader of app documents does
 * that, together with the other documents.
 * @param isMinimal Leaves out the addresses that Latchkey can choose: it then puts them below the Reply URL.
 */
export function documentOfAnswers(
  answers: EveryAnswer,
  { isMinimal = false }: { readonly isMinimal?: boolean } = {},
): Readonly<Record<string, unknown>> {
  const { name, landing, itemPath = '' } = answers;
  const { claims = '' } = answers;
  const values = placeholderValues(answers.placeholders ?? '');
  const withPort = (text = '') =>
    text.replaceAll(portsIn, (whole, port: string) =>
      values[port] === undefined ? whole : `:${values[port]}`,
    );
  const [replyUrls, identifier, signOnUrl] = [answers.replyUrls, answers.identifier, answers.signOnUrl].map(
    withPort,
  ) as [string, string, string];
  const used = otherPlaceholders([replyUrls, identifier, signOnUrl]);
  const placeholders = Object.entries(values).filter(([each]) => used.includes(each));
  const [replyUrl = '', ...others] = replyUrls.split(' ');
  const { metadataUrl, logoutUrl, setupUrl } = derivedAddresses(
    replyUrl,
    identifier === signOnUrl ? '' : identifier,
  );
  const isNamed = replyUrl.includes('{tenant}');
  return {
    $schema: './app-profile.schema.json',
    id: answers.id,
    displayName: name,
    support: supportOf(answers),
    urls: {
      identifier,
      replyUrls: [replyUrl, ...others],
      signOnUrl,
      ...aliases(signOnUrl, replyUrl),
      ...(isMinimal ? {} : { metadataUrl, logoutUrl, setupUrl }),
    },
    ...(placeholders.length === 0 ? {} : { placeholders: Object.fromEntries(placeholders) }),
    ...(isNamed ? {} : { tenantBy: 'issuer' }),
    initiatedBy: answers.initiatedBy === 'both' ? ['sp', 'idp'] : [answers.initiatedBy],
    ...(itemPath === '' ? {} : { relayState: { form: '<ID>', landing: itemPath } }),
    landing,
    trust: answers.trust,
    paidFeature: answers.paidFeature === 'yes',
    ...(claims === '' ? {} : { claims: readClaimsAnswer(claims) }),
    users: { created: 'first', activated: answers.activated === 'yes', createdBy: creators(answers) },
    article: articleOf(answers, replyUrl),
  };
}

/** People omit the slash at the end of a path, and add one. A Sign-on URL of the vendor's own pages has no aliases here. */
function aliases(signOnUrl: string, replyUrl: string): { readonly signOnAliases?: readonly string[] } {
  const [origin = ''] = /^https:\/\/[^/?]*/.exec(replyUrl) ?? [];
  if (!signOnUrl.startsWith(origin) || !signOnUrl.includes('{tenant}')) return {};
  const [, before = '', query = ''] = /^([^?]*)(\?.*)?$/.exec(signOnUrl) ?? [];
  const path = before.replace(/^https:\/\/[^/]*/, '');
  if (path.length < 2) return {};
  const other = before.endsWith('/') ? before.slice(0, -1) : `${before}/`;
  return { signOnAliases: [`${other}${query}`] };
}

function supportOf({ name, support = '' }: EveryAnswer): Readonly<Record<string, string>> {
  return support.includes('@') && !support.startsWith('https:')
    ? { name: `${name} support`, email: support }
    : { name: `${name} support`, url: support };
}

function creators({ name, usersCreatedBy }: EveryAnswer): Readonly<Record<'en' | 'de', string>> {
  return usersCreatedBy === 'support'
    ? { en: `The ${name} support team creates them.`, de: `Das Supportteam von ${name} legt sie an.` }
    : {
        en: `Your ${name} administrator creates them.`,
        de: `Ihre ${name}-Administration legt sie an.`,
      };
}

function articleOf(answers: EveryAnswer, replyUrl: string): Readonly<Record<string, unknown>> {
  const {
    name,
    tenantNoun = 'tenant',
    placeholder = 'tenant',
    settingsPage = '',
    replyUrlField = '',
  } = answers;
  const isInHost = /^https:\/\/[^/]*\{tenant\}/.test(replyUrl);
  const path = settingsPage === '' ? undefined : settingsPage.split(' > ');
  return {
    tenantIs: `the name of your ${name} ${tenantNoun}`,
    tenantNoun,
    placeholder,
    tenantFrom:
      replyUrlField === ''
        ? isInHost
          ? `your ${name} address`
          : `${name} support`
        : `the **${replyUrlField}** field in ${name}`,
    ...(path === undefined
      ? {}
      : { settingsPage: { path, ...defined({ replyUrlField: replyUrlField || undefined }) } }),
    prerequisites: [prerequisite(answers, isInHost)],
    ...(answers.usersCreatedBy === 'support' ? {} : { createdBy: `your ${name} administrator` }),
  };
}

function prerequisite(answers: EveryAnswer, isInHost: boolean): string {
  const { name, replyUrls = '', tenantNoun = 'tenant', paidFeature } = answers;
  const example = /^https:\/\/[^/]*/.exec(replyUrls)?.[0].replace('{tenant}', 'contoso') ?? '';
  const where = isInHost ? ` In \`${example}\` it is \`contoso\`.` : '';
  const paid =
    paidFeature === 'yes' ? ` Single sign-on is a paid feature of ${name}: ask support to switch it on.` : '';
  return `A ${name} subscription with single sign-on, and the name of your ${tenantNoun}.${where}${paid}`;
}
