import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import type { Asked } from '../../harness/ask.ts';
import type { Customer } from '../../harness/customer.ts';

/** What a LogoutRequest says; by default what Entra would say, at `facts.now`. */
export interface LogoutParts {
  readonly issuer?: string;
  readonly sessionIndexes?: readonly string[];
  readonly nameId?: string;
  readonly notOnOrAfter?: Date;
}

/** A LogoutRequest of a customer's directory, unsigned, in Entra's shape. */
export function logoutRequest({ tenant, urls }: Customer, parts: LogoutParts = {}): string {
  const { issuer = tenant.connection.issuer, sessionIndexes = [], nameId = 'Uz2Pqz1X7pxe4XLWxV9KJQ' } = parts;
  const { notOnOrAfter = secondsAfter(facts.now, 600) } = parts;
  const indexes = sessionIndexes.map((index) => `<samlp:SessionIndex>${index}</samlp:SessionIndex>`).join('');
  return (
    `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${randomUUID()}" Version="2.0"` +
    ` IssueInstant="${facts.now.toISOString()}" NotOnOrAfter="${notOnOrAfter.toISOString()}" Destination="${urls.logoutUrl.replace('&', '&amp;')}">` +
    `<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</Issuer>` +
    `<NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${nameId}</NameID>${indexes}</samlp:LogoutRequest>`
  );
}

/** The directory's answer to a LogoutRequest of ours, which there never is. */
export const logoutResponse =
  '<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"/>';

/** How a message comes: deflated in the query, or in a form. */
export type Binding = 'redirect' | 'post';

/** `message` as a browser brings it to `url`. */
export function bring(
  binding: Binding,
  url: string,
  message: string,
  more: Readonly<Record<string, string>> = {},
  name: 'SAMLRequest' | 'SAMLResponse' = 'SAMLRequest',
): Asked {
  const bytes = binding === 'post' ? Buffer.from(message) : deflateRawSync(message);
  const fields = new URLSearchParams({ [name]: bytes.toString('base64'), ...more });
  if (binding === 'post') return { url, form: fields.toString() };
  return { url: `${url}${url.includes('?') ? '&' : '?'}${fields}` };
}
