/** A mistake that Entra's pages invite. Nothing is refused for it: it may be meant so. Stable. */
export type ConnectionWarningCode =
  | 'issuer-is-login-host'
  | 'issuer-without-slash'
  | 'issuer-not-a-url'
  | 'login-url-is-issuer'
  | 'login-url-of-other-directory'
  | 'logout-url-of-other-directory'
  | 'metadata-url-of-other-directory'
  | 'metadata-url-without-appid'
  | 'certificate-expired'
  | 'certificate-expires-soon'
  | 'certificate-not-yet-valid';

/** One warning, with where in Entra the right value stands. */
export interface ConnectionWarning {
  readonly code: ConnectionWarningCode;
  readonly message: string;
  /** What the message is about, for whoever says it in other words: a host, a directory, a thumbprint, a day. */
  readonly facts: Readonly<Record<string, string>>;
}

/** What is looked at: a connection, or what shall become one. */
export interface ConnectionFacts {
  readonly issuer: string;
  readonly loginUrl: string;
  readonly logoutUrl?: string;
  readonly metadataUrl?: string;
}

/** A certificate that is to be trusted. */
export interface CertificateFacts {
  /** SHA-1, upper case: what people know it by. */
  readonly thumbprint: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const setUp = 'Entra ID > Enterprise apps > the application > Single sign-on > Set up';
const certificates = 'Entra ID > Enterprise apps > the application > Single sign-on > SAML Certificates';

const issuerHosts = ['sts.windows.net', 'sts.chinacloudapi.cn'];
const loginHosts = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
];

/** Entra reminds its administrators for the first time so many days before a certificate expires. */
export const expiresSoonDays = 60;

/** The known mistakes in what an administrator handed over, in the order of the fields in Entra. */
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

function loginWarnings({ issuer, loginUrl, logoutUrl }: ConnectionFacts): readonly ConnectionWarning[] {
  const warnings: ConnectionWarning[] = [];
  if (issuerHosts.includes(URL.parse(loginUrl)?.hostname ?? '')) {
    warnings.push({
      code: 'login-url-is-issuer',
      facts: {},
      message: `The Login URL is an issuer: nobody can sign in there. Copy Login URL from ${setUp}.`,
    });
  }
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
  return warnings;
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

/** Whether what is trusted can be used now and for a while. */
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

/** Entra's own document, also where an imitation stands at another host. */
function isFederationMetadata(url: URL): boolean {
  return /\/federationmetadata\.xml$/i.test(url.pathname);
}

/** The directory id that a URL of Entra begins its path with, lower case; undefined where it has none. */
export function directoryIn(url: string): string | undefined {
  const [, first = ''] = URL.parse(url)?.pathname.split('/') ?? [];
  return guid.test(first) ? first.toLowerCase() : undefined;
}
