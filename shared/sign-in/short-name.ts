/**
 * The claim names that directories send most often, by one character. Stored flows hold these characters: add names at
 * unused ones, and never change or reuse one.
 * @see https://learn.microsoft.com/entra/identity-platform/reference-saml-tokens
 */
const names: Readonly<Record<string, string>> = {
  a: 'http://schemas.microsoft.com/claims/authnmethodsreferences',
  d: 'http://schemas.microsoft.com/identity/claims/displayname',
  e: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
  f: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname',
  g: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
  i: 'http://schemas.microsoft.com/identity/claims/identityprovider',
  l: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname',
  n: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
  o: 'http://schemas.microsoft.com/identity/claims/objectidentifier',
  r: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
  t: 'http://schemas.microsoft.com/identity/claims/tenantid',
  u: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
  w: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/wids',
};

/** The namespaces of all other names, by the character before the rest of the name. `=` stands for none. */
const namespaces: Readonly<Record<string, string>> = {
  '-': 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/',
  '+': 'http://schemas.microsoft.com/ws/2008/06/identity/claims/',
  '*': 'http://schemas.microsoft.com/identity/claims/',
  ':': 'urn:oasis:names:tc:SAML:',
  '=': '',
};

const codes = new Map(Object.entries(names).map(([code, name]) => [name, code]));

/** Returns the short form of the name of a claim or of a NameID format. {@link fullNameOf} returns the name again, whatever it is. */
export function shortNameOf(name: string): string {
  const code = codes.get(name);
  if (code !== undefined) return code;
  const [mark, namespace] = Object.entries(namespaces).find(([, each]) => name.startsWith(each)) ?? ['=', ''];
  const isPlain = namespace === '' && name.length > 1 && namespaces[name.slice(0, 1)] === undefined;
  return isPlain ? name : mark + name.slice(namespace.length);
}

/** Returns the name of a short form. One that a later release added is returned as it is. */
export function fullNameOf(code: string): string {
  if (code.length === 1 && Object.hasOwn(names, code)) return names[code] ?? code;
  const mark = code.slice(0, 1);
  return Object.hasOwn(namespaces, mark) ? `${namespaces[mark]}${code.slice(1)}` : code;
}
