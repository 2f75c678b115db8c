import { domainIn, issuerHosts } from './entra-hosts.ts';

/** Why an entered address is rejected. Stable: pages and commands use these codes. */
export type AddressErrorCode =
  | 'not-a-url'
  | 'not-https'
  | 'password-or-fragment'
  | 'issuer-too-long'
  | 'issuer-not-visible'
  | 'issuer-without-slash'
  | 'issuer-with-domain'
  | 'own-address';

const sentences: Readonly<Record<AddressErrorCode, string>> = {
  'not-a-url': 'It is not a URL: https://…',
  'not-https': 'It must begin with https:// (http:// for localhost alone).',
  'password-or-fragment': 'It must hold no password and no fragment (#).',
  'issuer-too-long': 'An issuer has at most 1,024 characters.',
  'issuer-not-visible':
    'An issuer has at least one character, and no blank, line end or invisible character.',
  'issuer-without-slash': 'A Microsoft Entra Identifier ends with a slash:',
  'issuer-with-domain':
    'A Microsoft Entra Identifier has the directory id, never a domain name: https://sts.windows.net/<directory id>/',
  'own-address':
    'It is an address of this application, not of the directory: sign-ins would go round in circles. Copy the value from Set up in Entra.',
};

/** Thrown for an address that no browser may be sent to, or an issuer that no message of the directory has. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
  readonly code: AddressErrorCode;

  constructor(code: AddressErrorCode, rightOne?: string) {
    super(rightOne === undefined ? sentences[code] : `${sentences[code]} ${rightOne}`);
    this.code = code;
  }
}

/** The longest address that is stored, in bytes. */
export const maximumAddressBytes = 2_048;

/** The longest issuer, in characters. */
export const maximumIssuerLength = 1_024;

/** Reads a URL that a browser is sent to, as typed: https, or http on this machine. @throws AddressError */
export function readAddress(text: string): string {
  const url = Buffer.byteLength(text) > maximumAddressBytes ? null : URL.parse(text);
  if (url === null || /[\s\p{Cc}\p{Cf}]/u.test(text)) throw new AddressError('not-a-url');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(url.hostname))) {
    throw new AddressError('not-https');
  }
  if (url.username !== '' || url.password !== '' || text.includes('#')) {
    throw new AddressError('password-or-fragment');
  }
  return text;
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1';
}

/**
 * Returns an issuer as typed. It is an opaque string of 1 to 1,024 visible characters, compared exactly: Okta's is an
 * `http` URL (`http://www.okta.com/exk…`), PingFederate's may be one word.
 * @throws AddressError
 */
export function readIssuer(text: string): string {
  if (text.length > maximumIssuerLength) throw new AddressError('issuer-too-long');
  if (text === '' || /[\s\p{C}]/u.test(text)) throw new AddressError('issuer-not-visible');
  const url = URL.parse(text);
  if (issuerHosts.includes(url?.hostname ?? '') && domainIn(text) !== undefined) {
    throw new AddressError('issuer-with-domain');
  }
  if (/^https:\/\/sts\.windows\.net\/[^/]+$/.test(text)) {
    throw new AddressError('issuer-without-slash', `${text}/`);
  }
  return text;
}
