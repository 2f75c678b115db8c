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
  readonly notOnOrAfter?: Date | 'absent';
  readonly issueInstant?: Date;
  /** Attributes of the NameID, with a blank before each. Default: none, as Entra's. */
  readonly nameIdAttributes?: string;
  readonly destination?: string | 'absent';
}

/** A LogoutRequest of a customer's directory, unsigned, in Entra's shape. */
export function logoutRequest({ tenant, urls }: Customer, parts: LogoutParts = {}): string {
  const { issuer = tenant.connection.issuer, sessionIndexes = [], nameId = 'Uz2Pqz1X7pxe4XLWxV9KJQ' } = parts;
  const { notOnOrAfter = secondsAfter(facts.now, 600), issueInstant = facts.now } = parts;
  const { nameIdAttributes = '', destination = urls.logoutUrl } = parts;
  const to = destination === 'absent' ? '' : ` Destination="${destination.replaceAll('&', '&amp;')}"`;
  const ends = notOnOrAfter === 'absent' ? '' : ` NotOnOrAfter="${notOnOrAfter.toISOString()}"`;
  const indexes = sessionIndexes.map((index) => `<samlp:SessionIndex>${index}</samlp:SessionIndex>`).join('');
  // In canonical order, so that a test can sign it as it stands.
  return (
    `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"${to} ID="_${randomUUID()}"` +
    ` IssueInstant="${issueInstant.toISOString()}"${ends} Version="2.0">` +
    `<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</Issuer>` +
    `<NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion"${nameIdAttributes}>${nameId}</NameID>${indexes}</samlp:LogoutRequest>`
  );
}

/** A LogoutResponse that answers nothing. */
export const logoutResponse =
  '<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"/>';

/** What a LogoutResponse says; by default what Entra would say. */
export interface AnswerParts {
  readonly issuer?: string;
  readonly inResponseTo?: string;
  /** Status codes, the outer one first, without their common beginning. Default: Success. */
  readonly status?: readonly string[];
  readonly destination?: string;
}

/** The LogoutResponse of a customer's directory, unsigned, in Entra's shape and with Entra's other issuer. */
export function logoutAnswer({ tenant, urls }: Customer, parts: AnswerParts = {}): string {
  const directory = /([0-9a-f-]{36})/.exec(tenant.connection.issuer)?.[1] ?? '';
  const { issuer = `https://login.microsoftonline.com/${directory}/`, status = ['Success'] } = parts;
  const { inResponseTo = '_none', destination = urls.logoutUrl } = parts;
  const codes = status.reduceRight(
    (inner, code) =>
      `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${code}">${inner}</samlp:StatusCode>`,
    '',
  );
  return (
    `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"` +
    ` Destination="${destination.replaceAll('&', '&amp;')}" ID="_${randomUUID()}" InResponseTo="${inResponseTo}"` +
    ` IssueInstant="${facts.now.toISOString()}" Version="2.0">` +
    `<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</Issuer>` +
    `<samlp:Status>${codes}</samlp:Status></samlp:LogoutResponse>`
  );
}

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
