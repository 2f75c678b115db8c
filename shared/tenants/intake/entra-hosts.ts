/** Hosts in Entra's issuers: the public cloud and US government, China. */
export const issuerHosts: readonly string[] = ['sts.windows.net', 'sts.chinacloudapi.cn'];

/** Microsoft's hosts that accept SAML requests: the public cloud, US government, China. */
export const loginHosts: readonly string[] = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
];

/** Where Microsoft lists a person's applications: these pages start a sign-in, and accept no SAML request. */
export const portalHosts: readonly string[] = [
  'myapps.microsoft.com',
  'launcher.myapps.microsoft.com',
  'myapplications.microsoft.com',
  'account.activedirectory.windowsazure.com',
  'myapps.microsoft.us',
  'myapps.microsoftonline.cn',
];

/** Further hosts that Entra may name as issuer of a logout message: older names of its login hosts. */
const olderLoginHosts: readonly string[] = ['login.windows.net', 'login.chinacloudapi.cn'];

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Returns the directory id at the start of an Entra URL's path, lower case; undefined where it has none. */
export function directoryIn(url: string): string | undefined {
  const first = firstSegmentOf(url);
  return guid.test(first) ? first.toLowerCase() : undefined;
}

/** Returns the domain name that a URL has in place of a directory id; undefined where it has none. */
export function domainIn(url: string): string | undefined {
  const first = firstSegmentOf(url);
  return /^[^.]+(?:\.[^.]+)+$/.test(first) ? first.toLowerCase() : undefined;
}

function firstSegmentOf(url: string): string {
  return URL.parse(url)?.pathname.split('/')[1] ?? '';
}

/** Returns whether an issuer is Entra's or is meant to be: it has an issuer host or a login host of Entra. */
export function isEntraIssuer(issuer: string): boolean {
  const { hostname = '' } = URL.parse(issuer) ?? {};
  return issuerHosts.includes(hostname) || loginHosts.includes(hostname);
}

/**
 * Returns every issuer that logout messages of a connection's directory may have: the issuer of its assertions and, for
 * Entra, the directory at a login host of any cloud.
 */
export function logoutIssuersOf(issuer: string): ReadonlySet<string> {
  const url = URL.parse(issuer);
  const directory = directoryIn(issuer);
  if (directory === undefined || url === null || !issuerHosts.includes(url.hostname))
    return new Set([issuer]);
  const aliases = [...loginHosts, ...olderLoginHosts].map((host) => `https://${host}/${directory}/`);
  return new Set([issuer, ...aliases]);
}
