/** Hosts in Entra's issuers: the public cloud and US government, China. */
export const issuerHosts: readonly string[] = ['sts.windows.net', 'sts.chinacloudapi.cn'];

/** Hosts of Microsoft at which people sign in with a SAML request: the public cloud, US government, China. */
export const loginHosts: readonly string[] = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
];

/** Where Microsoft lists a person's applications: these pages start a sign-in, and take no SAML request. */
export const portalHosts: readonly string[] = [
  'myapps.microsoft.com',
  'launcher.myapps.microsoft.com',
  'myapplications.microsoft.com',
  'account.activedirectory.windowsazure.com',
  'myapps.microsoft.us',
  'myapps.microsoftonline.cn',
];

/** Hosts that Entra may name as issuer of a logout message, beside its login hosts: older names of the same. */
const olderLoginHosts: readonly string[] = ['login.windows.net', 'login.chinacloudapi.cn'];

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Returns the directory id that a URL of Entra begins its path with, lower case; undefined where it has none. */
export function directoryIn(url: string): string | undefined {
  const first = firstSegmentOf(url);
  return guid.test(first) ? first.toLowerCase() : undefined;
}

/** Returns the domain name that stands in a URL where a directory id should; undefined where none does. */
export function domainIn(url: string): string | undefined {
  const first = firstSegmentOf(url);
  return /^[^.]+(?:\.[^.]+)+$/.test(first) ? first.toLowerCase() : undefined;
}

function firstSegmentOf(url: string): string {
  return URL.parse(url)?.pathname.split('/')[1] ?? '';
}

/** Whether an issuer is Entra's, or is meant to be: at a host of its issuers or of its sign-in. */
export function isEntraIssuer(issuer: string): boolean {
  const { hostname = '' } = URL.parse(issuer) ?? {};
  return issuerHosts.includes(hostname) || loginHosts.includes(hostname);
}

/**
 * Returns every issuer that logout messages of a connection's directory may have: that of its assertions, and where
 * it is Entra's the directory at a login host of any cloud.
 */
export function logoutIssuersOf(issuer: string): ReadonlySet<string> {
  const url = URL.parse(issuer);
  const directory = directoryIn(issuer);
  if (directory === undefined || url === null || !issuerHosts.includes(url.hostname))
    return new Set([issuer]);
  const aliases = [...loginHosts, ...olderLoginHosts].map((host) => `https://${host}/${directory}/`);
  return new Set([issuer, ...aliases]);
}
