import { directoryIn, domainIn, issuerHosts, loginHosts, portalHosts } from './entra-hosts.ts';

/** A mistake that Entra's pages invite. It is never rejected, because it may be intended. Stable. */
export type ConnectionWarningCode =
  | 'issuer-is-login-host'
  | 'issuer-without-slash'
  | 'issuer-not-a-url'
  | 'login-url-is-issuer'
  | 'login-url-is-my-apps'
  | 'login-url-not-of-microsoft'
  | 'login-url-of-any-directory'
  | 'login-url-with-domain'
  | 'login-url-not-saml'
  | 'login-url-of-other-directory'
  | 'logout-url-of-other-directory'
  | 'metadata-url-of-other-directory'
  | 'metadata-url-without-appid'
  | 'signed-requests-of-instance'
  | 'recognised-by-name'
  | 'identity-claim-replaced'
  | 'certificate-expired'
  | 'certificate-expires-soon'
  | 'certificate-not-yet-valid';

/** One warning, and where in Entra to find the right value. */
export interface ConnectionWarning {
  readonly code: ConnectionWarningCode;
  readonly message: string;
  /** The values in the message, for a translation of it: a host, a directory, a thumbprint, a day. */
  readonly facts: Readonly<Record<string, string>>;
}

/** What is checked: a connection, or the values of a future one. */
export interface ConnectionFacts {
  readonly issuer: string;
  readonly loginUrl: string;
  readonly logoutUrl?: string;
  readonly metadataUrl?: string;
  /** Present where our requests are signed. */
  readonly requestSigning?: unknown;
}

/** A certificate that is to be trusted. */
export interface CertificateFacts {
  /** SHA-1, upper case: what people identify it by. */
  readonly thumbprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const setUp = 'Entra ID > Enterprise apps > the application > Single sign-on > Set up';
const certificates = 'Entra ID > Enterprise apps > the application > Single sign-on > SAML Certificates';

/** How many days before a certificate expires Entra sends its administrators the first reminder. */
export const expiresSoonDays = 60;

/** Returns the known mistakes in the entered values, in the order of the fields in Entra. */
export function addressWarnings(facts: ConnectionFacts): readonly ConnectionWarning[] {
  return [...issuerWarnings(facts.issuer), ...loginWarnings(facts), ...metadataWarnings(facts)];
}

function issuerWarnings(issuer: string): readonly ConnectionWarning[] {
  if (issuer === '') return [];
  const url = URL.parse(issuer);
  if (url === null) {
    return [
      {
        code: 'issuer-not-a-url',
        facts: { issuer },
        message: `The issuer ${issuer} is not a URL, as Entra's is. Right only if another directory calls itself so.`,
      },
    ];
  }
  if (loginHosts.includes(url.hostname)) {
    return [
      {
        code: 'issuer-is-login-host',
        facts: { host: url.hostname },
        message:
          `The issuer is at ${url.hostname}, where people sign in; Entra's issuers begin with ` +
          `https://sts.windows.net/. Copy Microsoft Entra Identifier from ${setUp}.`,
      },
    ];
  }
  if (issuerHosts.includes(url.hostname) && directoryIn(issuer) !== undefined && !issuer.endsWith('/')) {
    return [
      {
        code: 'issuer-without-slash',
        facts: { issuer },
        message: `Entra's issuer ends with a slash, and is compared character for character: ${issuer}/`,
      },
    ];
  }
  return [];
}

function loginWarnings(facts: ConnectionFacts): readonly ConnectionWarning[] {
  const { issuer, loginUrl, logoutUrl } = facts;
  const warnings: ConnectionWarning[] = [...entraLoginWarnings(issuer, loginUrl)];
  const other = (url: string, what: string, code: ConnectionWarningCode) => {
    const [ours, theirs] = [directoryIn(issuer), directoryIn(url)];
    if (ours === undefined || theirs === undefined || ours === theirs) return;
    warnings.push({
      code,
      facts: { ours, theirs },
      message: `The ${what} is of directory ${theirs}, the issuer of ${ours}. Copy both from the same ${setUp}.`,
    });
  };
  other(loginUrl, 'Login URL', 'login-url-of-other-directory');
  if (logoutUrl !== undefined) other(logoutUrl, 'Logout URL', 'logout-url-of-other-directory');
  if (facts.requestSigning !== undefined && isOfInstance(loginUrl)) {
    warnings.push({
      code: 'signed-requests-of-instance',
      facts: {},
      message:
        'Requests to this tenant are signed, and its Login URL ends with the id of one service principal ' +
        '(/saml2/<id>): Entra refuses signed requests there. Use the Login URL without the id, or switch signed-requests off.',
    });
  }
  return warnings;
}

/** Returns the first reason why a URL is no Login URL, where the issuer or the URL itself is Microsoft's. */
function entraLoginWarnings(issuer: string, loginUrl: string): readonly ConnectionWarning[] {
  const url = URL.parse(loginUrl);
  if (url === null) return [];
  const { hostname: host } = url;
  const copy = `Copy Login URL from ${setUp}.`;
  const warn = (code: ConnectionWarningCode, message: string, facts: ConnectionWarning['facts'] = {}) => [
    { code, facts, message: `${message} ${copy}` },
  ];
  if (issuerHosts.includes(host)) {
    return warn('login-url-is-issuer', 'The Login URL is an issuer: nobody can sign in there.');
  }
  if (portalHosts.includes(host)) {
    return warn(
      'login-url-is-my-apps',
      `The Login URL is a page of My Apps (${host}), which takes no SAML request.`,
      { host },
    );
  }
  if (!loginHosts.includes(host)) {
    const isOfEntra = issuerHosts.includes(URL.parse(issuer)?.hostname ?? '');
    return isOfEntra && !isThisMachine(host)
      ? warn(
          'login-url-not-of-microsoft',
          `The issuer is Entra's, and the Login URL is at ${host}, which is no login host of Microsoft.`,
          { host },
        )
      : [];
  }
  return entraPathWarnings(url, warn);
}

function entraPathWarnings(
  { href, pathname }: URL,
  warn: (
    code: ConnectionWarningCode,
    message: string,
    facts?: ConnectionWarning['facts'],
  ) => readonly ConnectionWarning[],
): readonly ConnectionWarning[] {
  const [, directory = '', ...rest] = pathname.split('/');
  if (rest[0]?.toLowerCase() !== 'saml2') {
    return warn(
      'login-url-not-saml',
      `The Login URL does not lead to SAML: its path is ${pathname}, not /<directory id>/saml2.`,
      {
        path: pathname,
      },
    );
  }
  if (['common', 'organizations', 'consumers'].includes(directory.toLowerCase())) {
    return warn(
      'login-url-of-any-directory',
      `The Login URL is for every directory (/${directory}/), so people of another one may be asked to sign in.`,
      { directory },
    );
  }
  const domain = domainIn(href);
  return domain === undefined
    ? []
    : warn(
        'login-url-with-domain',
        `The Login URL names the domain ${domain} instead of the directory id; a domain can move to another directory.`,
        { domain },
      );
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '127.0.0.1';
}

/** Returns whether this is the Login URL of one of several instances of an application in a directory. */
function isOfInstance(loginUrl: string): boolean {
  const url = URL.parse(loginUrl);
  return (
    url !== null && loginHosts.includes(url.hostname) && /^\/[^/]+\/saml2\/[^/]+\/?$/i.test(url.pathname)
  );
}

function metadataWarnings({ issuer, metadataUrl }: ConnectionFacts): readonly ConnectionWarning[] {
  const url = metadataUrl === undefined ? null : URL.parse(metadataUrl);
  if (url === null) return [];
  const warnings: ConnectionWarning[] = [];
  if (isFederationMetadata(url) && !guid.test(url.searchParams.get('appid') ?? '')) {
    warnings.push({
      code: 'metadata-url-without-appid',
      facts: {},
      message:
        "Without appid the metadata URL lists the directory's keys, not those that the application signs with. " +
        `Copy App Federation Metadata Url from ${certificates}.`,
    });
  }
  const [ours, theirs] = [directoryIn(issuer), directoryIn(url.href)];
  if (ours !== undefined && theirs !== undefined && ours !== theirs) {
    warnings.push({
      code: 'metadata-url-of-other-directory',
      facts: { ours, theirs },
      message: `The metadata URL is of directory ${theirs}, the issuer of ${ours}.`,
    });
  }
  return warnings;
}

/** Returns warnings where the trusted certificates are not usable now or not for long. */
export function certificateWarnings(
  { thumbprint, notBefore, notAfter }: CertificateFacts,
  now: Date,
): readonly ConnectionWarning[] {
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const days = Math.floor((notAfter.getTime() - now.getTime()) / 86_400_000);
  if (now > notAfter) {
    const message = `Certificate ${thumbprint} expired on ${day(notAfter)}: sign-ins with it are refused. ${certificates} > New Certificate.`;
    return [{ code: 'certificate-expired', message, facts: { thumbprint, day: day(notAfter) } }];
  }
  if (now < notBefore) {
    const message = `Certificate ${thumbprint} is valid from ${day(notBefore)} on: sign-ins with it are refused until then.`;
    return [{ code: 'certificate-not-yet-valid', message, facts: { thumbprint, day: day(notBefore) } }];
  }
  if (days >= expiresSoonDays) return [];
  const message = `Certificate ${thumbprint} expires on ${day(notAfter)}, in ${days} ${days === 1 ? 'day' : 'days'}. Ask for the next one.`;
  return [
    {
      code: 'certificate-expires-soon',
      message,
      facts: { thumbprint, day: day(notAfter), days: String(days) },
    },
  ];
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Returns whether this is Entra's metadata document, or an imitation of it at another host. */
function isFederationMetadata(url: URL): boolean {
  return /\/federationmetadata\.xml$/i.test(url.pathname);
}
