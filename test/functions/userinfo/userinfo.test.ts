import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { sessionEndpoint } from '../../../functions/session/endpoint.ts';
import { formatSessionValue } from '../../../shared/sign-in/browser/session-value.ts';
import type { SessionAnswer } from '../../../shared/sign-in/session-answer.ts';
import { ask } from '../../harness/ask.ts';
import { useLog } from '../../harness/logged.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import {
  askUserinfo,
  codeOf,
  issuerFor,
  type Provider,
  providerOver,
  redeem,
  refresh,
  refusalIn,
  signedIn,
  tokensIn,
  tokensOf,
} from '../../harness/openid-provider.ts';
import { now, secondsFromNow } from '../../harness/samples.ts';

const log = useLog();
let provider: Provider;

beforeEach(() => {
  provider = providerOver(memoryTables().tables);
});

const url = () => `${issuerFor(provider, 'timetrack')}/oauth2/userinfo`;

const mapped = {
  email: 'b.simon@contoso.com',
  given_name: 'Britta',
  groups: ['a', 'b'],
  roles: ['Reader'],
  'https://time.example.com/cost-centre': '4711',
};

describe('userinfo', () => {
  it.each([
    ['in the header', (token: string) => ({ headers: { authorization: `Bearer ${token}` } })],
    [
      'in the header of a POST',
      (token: string) => ({ method: 'POST', headers: { authorization: `Bearer ${token}` } }),
    ],
    [
      'under another case of the scheme',
      (token: string) => ({ headers: { authorization: `bearer ${token}` } }),
    ],
    ['in a form', (token: string) => ({ form: `access_token=${token}` })],
  ])('tells who the person is to a token %s', async (_, sent) => {
    const { tokens, person } = await tokensOf(provider);
    const answer = await ask(provider.userinfo, { url: url(), ...sent(tokens.access_token) });
    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ sub: person.user.id, tenant: person.tenant.id });
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
    });
  });

  it('asks for a token where there is none, and names no error', async () => {
    const answer = await ask(provider.userinfo, { url: url() });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers).toMatchObject({ 'www-authenticate': 'Bearer realm="latchkey"' });
  });

  it.each<[string, (token: string) => Parameters<typeof ask>[1], string]>([
    ['in the query', (token) => ({ url: `${url()}?access_token=${token}` }), '401'],
    [
      'in header and form',
      (token) => ({
        url: url(),
        form: `access_token=${token}`,
        headers: { authorization: `Bearer ${token}` },
      }),
      '400 invalid_request',
    ],
    [
      'twice in a form',
      (token) => ({ url: url(), form: `access_token=${token}&access_token=${token}` }),
      '400 invalid_request',
    ],
    [
      'in JSON',
      (token) => ({
        url: url(),
        form: JSON.stringify({ access_token: token }),
        headers: { 'content-type': 'application/json' },
      }),
      '400 invalid_request',
    ],
    ['as Basic', (token) => ({ url: url(), headers: { authorization: `Basic ${token}` } }), '401'],
    [
      'by PUT',
      (token) => ({ url: url(), method: 'PUT', headers: { authorization: `Bearer ${token}` } }),
      '405 invalid_request',
    ],
    [
      'at a tenant’s host',
      (token) => ({
        url: 'https://acme.timetrackenterprise.com/oauth2/userinfo',
        headers: { authorization: `Bearer ${token}` },
      }),
      '404 invalid_request',
    ],
    [
      'at the issuer of another app',
      (token) => ({
        url: `${issuerFor(provider, 'trakstar')}/oauth2/userinfo`,
        headers: { authorization: `Bearer ${token}` },
      }),
      '401 invalid_token',
    ],
  ])('refuses a token %s', async (_, asked, refusal) => {
    const { tokens } = await tokensOf(provider);
    expect(refusalIn(await ask(provider.userinfo, asked(tokens.access_token)))).toBe(refusal);
    expect(log.text()).not.toContain(tokens.access_token.split('.').at(-1));
  });

  it.each<[string, () => Promise<string>]>([
    ['nonsense', async () => 'nonsense'],
    ['a code', async () => (await codeOf(provider)).code],
    ['a spent code', async () => (await tokensOf(provider)).code],
    ['a refresh token', async () => (await tokensOf(provider)).tokens.refresh_token],
    ['an ID token', async () => (await tokensOf(provider)).tokens.id_token],
    [
      'a session cookie',
      async () => {
        const { session, sessionSecret } = await signedIn(provider);
        return formatSessionValue({ ...session, flow: session.id }, sessionSecret);
      },
    ],
    [
      'a token of a removed client',
      async () => {
        const { tokens, client } = await tokensOf(provider);
        provider.registered.delete(client.id);
        return tokens.access_token;
      },
    ],
  ])('refuses %s, and says why in the header', async (_, token) => {
    const answer = await askUserinfo(provider, await token());
    expect(refusalIn(answer)).toBe('401 invalid_token');
    expect(answer.headers?.['www-authenticate']).toMatch(
      /^Bearer realm="latchkey", error="invalid_token", error_description="[^"]+"$/,
    );
  });
});

describe('the claims', () => {
  it('are the same in the ID token, at userinfo and at GET /session', async () => {
    const signIn = {
      claims: mapped,
      authenticatedAt: secondsFromNow(-3_000),
      acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
      amr: ['pwd', 'mfa'],
    };
    const issued = await codeOf(provider, { signIn });
    const { person } = issued;
    await provider.users.update(person.user, { administrator: true }, now);
    const tokens = tokensIn(await redeem(provider, issued));
    const userinfo = JSON.parse((await askUserinfo(provider, tokens.access_token)).body ?? '');
    const { iss, aud, exp, iat, nonce, at_hash, ...ofIdToken } = decodeJwt(tokens.id_token);
    expect(userinfo).toEqual(ofIdToken);
    expect(Object.keys({ iss, aud, exp, iat, nonce, at_hash })).toHaveLength(6);

    const session = sessionEndpoint({ ...provider }, { clock: () => provider.time.now });
    const answer = await ask(session, {
      url: `https://${person.tenant.id}.timetrackenterprise.com/session`,
      cookies: [
        `__Host-session=${formatSessionValue({ ...person.session, flow: person.session.id }, person.sessionSecret)}`,
      ],
    });
    const told = JSON.parse(answer.body ?? '') as SessionAnswer & Readonly<Record<string, unknown>>;
    expect(userinfo).toEqual({
      ...told.claims,
      sub: told.user.id,
      tenant: told.tenant,
      sid: person.session.id,
      name: told.user.displayName,
      preferred_username: told.user.signInName,
      administrator: told.user.administrator,
      auth_time: Date.parse(String(told['authenticatedAt'])) / 1_000,
      acr: told['acr'],
      amr: told['amr'],
    });
    expect(told.claims).toEqual(mapped);
  });

  it.each([
    ['openid', []],
    [
      'openid profile',
      ['administrator', 'given_name', 'https://time.example.com/cost-centre', 'name', 'preferred_username'],
    ],
    ['openid email', ['email']],
    ['openid groups', ['groups']],
    ['openid roles', ['roles']],
  ] as const)('of the scope %s are %j beside the session’s', async (scope, claims) => {
    const issued = await codeOf(provider, {
      signIn: { claims: mapped },
      authorization: { scope: scope.split(' ') as never },
    });
    await provider.users.update(issued.person.user, { administrator: true }, now);
    const { access_token } = tokensIn(await redeem(provider, issued));
    const told = JSON.parse((await askUserinfo(provider, access_token)).body ?? '');
    expect(Object.keys(told).sort()).toEqual([...claims, 'auth_time', 'sid', 'sub', 'tenant'].sort());
  });

  it('leave out what the directory did not say: no groups is not an empty list', async () => {
    const { tokens } = await tokensOf(provider, { signIn: { claims: { given_name: 'Britta' } } });
    const told = JSON.parse((await askUserinfo(provider, tokens.access_token)).body ?? '');
    for (const name of ['groups', 'roles', 'email', 'email_verified', 'administrator', 'acr', 'amr']) {
      expect(told).not.toHaveProperty(name);
    }
  });

  it('are those of the moment: a right that was given later shows at the next refresh', async () => {
    const { tokens, ...issued } = await tokensOf(provider);
    await provider.users.update(issued.person.user, { administrator: true }, now);
    const told = JSON.parse((await askUserinfo(provider, tokens.access_token)).body ?? '');
    expect(told).toMatchObject({ administrator: true });
    const next = tokensIn(await refresh(provider, issued, tokens.refresh_token));
    expect(decodeJwt(next.id_token)).toMatchObject({ administrator: true });
  });

  it('replace nothing that a token says of itself, whatever a directory sends', async () => {
    const hostile = {
      iss: 'x',
      aud: 'x',
      sub: 'x',
      exp: '1',
      nonce: 'x',
      sid: 'x',
      tenant: 'x',
      auth_time: '1',
      name: 'x',
    };
    const { tokens, person } = await tokensOf(provider, { signIn: { claims: hostile } });
    const claims = decodeJwt(tokens.id_token);
    expect(claims).toMatchObject({ sub: person.user.id, sid: person.session.id, tenant: person.tenant.id });
    expect(Object.values(claims)).not.toContain('x');
  });

  it('at their largest fit into the headers of a load balancer: 11 kB', async () => {
    const person = await signedIn(provider, {
      user: { signInName: `${'a'.repeat(180)}@${'b'.repeat(60)}.example.com`, displayName: 'ü'.repeat(256) },
      signIn: { claims: { roles: Array.from({ length: 30 }, (_, n) => `${n}`.padStart(63, 'r')) } },
    });
    const { tokens } = await tokensOf(provider, { person });
    const told = (await askUserinfo(provider, tokens.access_token)).body ?? '';
    expect(Buffer.from(told).toString('base64').length).toBeLessThan(11 * 1_024);
    expect(tokens.id_token.length).toBeLessThan(11 * 1_024);
  });
});
