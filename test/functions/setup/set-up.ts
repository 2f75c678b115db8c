import { randomBytes, randomUUID } from 'node:crypto';
import { newReference } from '../../../shared/ids/reference.ts';
import { hashOfSecret } from '../../../shared/ids/secret.ts';
import { parseSetupLinkId } from '../../../shared/ids/setup-link-id.ts';
import { dynamoDbSetupLinkStore } from '../../../shared/setup/dynamodb-setup-link-store.ts';
import type { SetupLink } from '../../../shared/setup/setup-link.ts';
import { formatLinkToken } from '../../../shared/setup/setup-link-token.ts';
import type { Tables } from '../../../shared/store/dynamodb.ts';
import { type Answered, type Asked, ask, cookiesOf } from '../../harness/ask.ts';
import type { Customer } from '../../harness/customer.ts';

/** A link that has been made for a customer, and its token. */
export interface MadeLink {
  readonly link: SetupLink;
  readonly token: string;
}

/** Makes a link for a customer as the operator does; a week long unless the test says otherwise. */
export async function makeLink(
  tables: Tables,
  { tenant }: Pick<Customer, 'tenant'>,
  now: Date,
  more: Partial<SetupLink> = {},
): Promise<MadeLink> {
  const id = parseSetupLinkId(newReference());
  if (id === undefined) throw new Error('no link id');
  const secret = randomBytes(32).toString('base64url');
  const link: SetupLink = {
    app: tenant.app,
    tenant: tenant.id,
    id,
    secretHash: hashOfSecret(secret),
    intent: 'set-up',
    once: false,
    createdBy: 'maria@workstation',
    createdAt: now,
    expiresAt: new Date(now.getTime() + 7 * 86_400_000),
    openings: 0,
    ...more,
  };
  await dynamoDbSetupLinkStore(tables.tenants).add(link);
  return { link, token: formatLinkToken({ id, secret }) };
}

/** The address of a customer's set-up page, with these parameters. */
export function setupUrl(
  { tenant, at }: Customer,
  parameters: Readonly<Record<string, string>> = {},
): string {
  const path = tenant.app === 'timetrack' ? '/api/v2/azure/setup' : `/auth/saml/setup?namespace=${tenant.id}`;
  const url = new URL(at(path));
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** What a browser says of a form that our own page sent. */
export const ownForm = { 'sec-fetch-site': 'same-origin' } as const;

/** The fields of a form; one that comes several times as a list. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

function encoded(fields: Fields): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each]));
  return new URLSearchParams(pairs).toString();
}

/** A form of the set-up page as a browser posts it. */
export function posting(customer: Customer, fields: Fields, cookies: readonly string[] = []): Asked {
  return {
    url: setupUrl(customer),
    cookies,
    headers: ownForm,
    form: encoded(fields),
  };
}

/** A form with a file in it, as a browser posts it. */
export function uploading(
  customer: Customer,
  fields: Readonly<Record<string, string>>,
  { name, content }: { readonly name: string; readonly content: string },
  cookies: readonly string[],
): Asked {
  const boundary = `----${randomUUID()}`;
  const parts = Object.entries(fields).map(
    ([field, value]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="file"\r\ncontent-type: application/octet-stream\r\n\r\n${content}\r\n--${boundary}--\r\n`;
  return {
    url: setupUrl(customer),
    cookies,
    headers: { ...ownForm, 'content-type': `multipart/form-data; boundary=${boundary}` },
    form: [...parts, file].join(''),
  };
}

/** The handler of the set-up page. */
type Handler = Parameters<typeof ask>[0];

/** A browser that opens a link, and what it then can do. */
export async function openSetup(handler: Handler, customer: Customer, { token }: MadeLink) {
  const opened = await ask(handler, posting(customer, { action: 'open', link: token }));
  let cookies = cookiesOf(opened);
  const get = (parameters: Readonly<Record<string, string>> = {}) =>
    ask(handler, { url: setupUrl(customer, parameters), cookies });
  /** The token that every form of this browser carries, from a page of it. */
  let known: string | undefined;
  const formToken = async () => {
    known ??= formTokenIn(await get({ step: 'create' }));
    return known;
  };
  return {
    opened,
    cookies: () => cookies,
    get,
    /** Posts a form of our own page. */
    post: async (action: string, fields: Fields = {}) => {
      const answer = await ask(
        handler,
        posting(customer, { action, token: await formToken(), ...fields }, cookies),
      );
      if (answer.cookies?.some((cookie) => /Max-Age=0/.test(cookie))) cookies = [];
      return answer;
    },
    upload: async (fields: Readonly<Record<string, string>>, file: { name: string; content: string }) =>
      ask(
        handler,
        uploading(customer, { action: 'look', token: await formToken(), ...fields }, file, cookies),
      ),
  };
}

/** The token in the forms of a page; the empty string where there is none. */
export function formTokenIn({ body = '' }: Answered): string {
  return /name="token" value="([^"]+)"/.exec(body)?.[1] ?? '';
}

/** The hidden fields of the form that a page of ours would send for `action`. */
export function hiddenFieldsOf({ body = '' }: Answered, action: string): Readonly<Record<string, string[]>> {
  const form = body.split('<form').find((part) => part.includes(`name="action" value="${action}"`)) ?? '';
  const fields: Record<string, string[]> = {};
  const [own = ''] = form.split('</form>');
  for (const [, name = '', value = ''] of own.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
    fields[name] = [
      ...(fields[name] ?? []),
      value
        .replaceAll('&#39;', "'")
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    ];
  }
  return fields;
}
