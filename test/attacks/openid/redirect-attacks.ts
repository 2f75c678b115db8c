/** A redirect URI that a client did not register, and the one that it did. */
export interface RedirectAttack {
  readonly name: string;
  /** The template that the client registered. */
  readonly template: string;
  /** The URI that the control sends, and gets its answer at. */
  readonly registered: string;
  readonly sent: string;
}

const host = 'https://{tenant}.timetrackenterprise.com/oauth2/idpresponse';
const atAcme = 'https://acme.timetrackenterprise.com/oauth2/idpresponse';
const fixed = 'https://app.example.com/callback';
const withQuery = 'https://app.example.com/callback?from=latchkey';
const inPath = 'https://app.example.com/{tenant}/callback';
const inQuery = 'https://app.example.com/callback?org={tenant}';

const of = (template: string, registered: string, rows: readonly (readonly [string, string])[]) =>
  rows.map(([name, sent]): RedirectAttack => ({ name, template, registered, sent }));

/** Every way to spell, extend or replace a registered redirect URI. */
export const redirectAttacks: readonly RedirectAttack[] = [
  ...of(fixed, fixed, [
    ['another host', 'https://evil.example/callback'],
    ['the host as a label of another domain', 'https://app.example.com.evil.example/callback'],
    ['the host as an end of another one', 'https://evilapp.example.com/callback'],
    ['a host below it', 'https://evil.app.example.com/callback'],
    ['the parent domain', 'https://example.com/callback'],
    ['the host in capitals', 'https://APP.example.com/callback'],
    ['the scheme in capitals', 'HTTPS://app.example.com/callback'],
    ['http', 'http://app.example.com/callback'],
    ['no scheme', '//app.example.com/callback'],
    ['javascript', 'javascript://app.example.com/callback%0aalert(1)'],
    ['data', 'data:text/html,https://app.example.com/callback'],
    ['a port', 'https://app.example.com:8443/callback'],
    ['the default port', 'https://app.example.com:443/callback'],
    ['a dot at the end of the host', 'https://app.example.com./callback'],
    ['a user', 'https://app.example.com@evil.example/callback'],
    ['a user and a password', 'https://app.example.com:x@evil.example/callback'],
    ['a user before the host', 'https://evil.example@app.example.com/callback'],
    ['a backslash', 'https://evil.example\\@app.example.com/callback'],
    ['a Cyrillic letter', 'https://аpp.example.com/callback'],
    ['the Punycode of a Cyrillic letter', 'https://xn--pp-6kc.example.com/callback'],
    ['a full-width dot', 'https://app。example.com/callback'],
    ['the path in capitals', 'https://app.example.com/Callback'],
    ['a slash at the end', 'https://app.example.com/callback/'],
    ['a path below it', 'https://app.example.com/callback/evil'],
    ['a path that begins like it', 'https://app.example.com/callback2'],
    ['two slashes', 'https://app.example.com//callback'],
    ['dot segments', 'https://app.example.com/x/../callback'],
    ['dot segments that leave it', 'https://app.example.com/callback/../evil'],
    ['encoded dot segments', 'https://app.example.com/callback/%2e%2e/evil'],
    ['an encoded letter', 'https://app.example.com/%63allback'],
    ['an encoded slash', 'https://app.example.com%2fcallback'],
    ['an encoded question mark', 'https://app.example.com/callback%3fx=1'],
    ['a query', 'https://app.example.com/callback?x=1'],
    ['an empty query', 'https://app.example.com/callback?'],
    ['a fragment', 'https://app.example.com/callback#x'],
    ['an empty fragment', 'https://app.example.com/callback#'],
    ['a matrix parameter', 'https://app.example.com/callback;x=1'],
    ['a blank at the end', 'https://app.example.com/callback '],
    ['a blank at the start', ' https://app.example.com/callback'],
    ['a tab', 'https://app.example.com/call\tback'],
    ['a line break', 'https://app.example.com/callback\r\nX: y'],
    ['a NUL', 'https://app.example.com/callback\0'],
    ['loopback', 'http://127.0.0.1/callback'],
    ['an address inside of the network', 'http://169.254.169.254/callback'],
    ['the authorize endpoint itself', 'https://login.timetrackenterprise.com/oauth2/authorize'],
  ]),
  ...of(withQuery, withQuery, [
    ['another value in the query', 'https://app.example.com/callback?from=evil'],
    ['one more parameter', 'https://app.example.com/callback?from=latchkey&x=1'],
    ['a code in the query', 'https://app.example.com/callback?from=latchkey&code=stolen'],
    ['no query', 'https://app.example.com/callback'],
  ]),
  ...of(host, atAcme, [
    ['the template itself', host],
    ['the template, encoded', 'https://%7Btenant%7D.timetrackenterprise.com/oauth2/idpresponse'],
    ['no tenant', 'https://.timetrackenterprise.com/oauth2/idpresponse'],
    ['the domain itself', 'https://timetrackenterprise.com/oauth2/idpresponse'],
    ['two labels', 'https://evil.acme.timetrackenterprise.com/oauth2/idpresponse'],
    ['a tenant in capitals', 'https://ACME.timetrackenterprise.com/oauth2/idpresponse'],
    ['a host and a slash as tenant', 'https://evil.example/.timetrackenterprise.com/oauth2/idpresponse'],
    ['a host and a question mark', 'https://evil.example?.timetrackenterprise.com/oauth2/idpresponse'],
    ['a host and a fragment', 'https://evil.example#.timetrackenterprise.com/oauth2/idpresponse'],
    ['a host and a backslash', 'https://evil.example\\.timetrackenterprise.com/oauth2/idpresponse'],
    ['a user as tenant', 'https://x@evil.timetrackenterprise.com/oauth2/idpresponse'],
    ['a port as tenant', 'https://acme:443.timetrackenterprise.com/oauth2/idpresponse'],
    ['an underscore', 'https://ac_me.timetrackenterprise.com/oauth2/idpresponse'],
    ['a name of 64 characters', `https://${'a'.repeat(64)}.timetrackenterprise.com/oauth2/idpresponse`],
    ['an encoded letter', 'https://%61cme.timetrackenterprise.com/oauth2/idpresponse'],
    ['a domain that ends alike', 'https://acme.eviltimetrackenterprise.com/oauth2/idpresponse'],
  ]),
  ...of(inPath, 'https://app.example.com/acme/callback', [
    ['a traversal as tenant', 'https://app.example.com/../callback'],
    ['an encoded slash in the tenant', 'https://app.example.com/acme%2fevil/callback'],
    ['two segments', 'https://app.example.com/acme/evil/callback'],
    ['an empty segment', 'https://app.example.com//callback'],
    ['a tenant with a dot', 'https://app.example.com/acme.evil/callback'],
  ]),
  ...of(inQuery, 'https://app.example.com/callback?org=acme', [
    ['two values', 'https://app.example.com/callback?org=acme&org=globex'],
    ['a parameter after the tenant', 'https://app.example.com/callback?org=acme&next=https://evil.example'],
    ['an encoded separator', 'https://app.example.com/callback?org=acme%26next=x'],
    ['a fragment after the tenant', 'https://app.example.com/callback?org=acme#x'],
  ]),
];
