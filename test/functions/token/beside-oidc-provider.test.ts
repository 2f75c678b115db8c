import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { newSecret } from '../../../shared/ids/secret.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import { type OidcPeer, startPeer } from '../../harness/oidc-provider-peer.ts';
import {
  askToken,
  askUserinfo,
  basic,
  challengeOf,
  codeOf,
  formOf,
  type Provider,
  providerOver,
  refusalIn,
  register,
} from '../../harness/openid-provider.ts';
import type { ComparedClient } from './compared-client.ts';
import { comparedRequests, redirectUri } from './compared-requests.ts';

const secret = newSecret();

let peer: OidcPeer;
let provider: Provider;

beforeAll(async () => {
  // The peer warns on the console that it runs without TLS.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'info').mockImplementation(() => {});
  peer = await startPeer([
    { id: 'confidential', secret, redirectUri },
    { id: 'other', secret, redirectUri },
    { id: 'public', redirectUri },
  ]);
});
afterAll(() => peer.stop());
beforeEach(() => {
  provider = providerOver(memoryTables().tables);
});

function ours(): ComparedClient {
  const registered = register(provider);
  const verifier = newSecret();
  return {
    header: basic(registered),
    id: registered.client.id,
    verifier,
    code: async (withoutPkce = false) =>
      (
        await codeOf(provider, {
          registered,
          authorization: { redirectUri, ...(withoutPkce ? {} : { codeChallenge: challengeOf(verifier) }) },
          withoutPkce,
        })
      ).code,
    async send(request) {
      const answer = await askToken(provider, { headers: basic(registered), ...request });
      return { told: refusalIn(answer), tokens: JSON.parse(answer.body || '{}') };
    },
    userinfo: async (token) => refusalIn(await askUserinfo(provider, token)),
  };
}

function theirs(): ComparedClient {
  const client = { client: { id: 'confidential' }, secret } as never;
  const verifier = newSecret();
  const told = async (answer: Response) => {
    const text = await answer.text();
    const body = text === '' ? {} : JSON.parse(text);
    return { told: `${answer.status} ${body.error ?? ''}`.trim(), tokens: body };
  };
  return {
    header: basic(client),
    id: 'confidential',
    verifier,
    code: (withoutPkce = false) =>
      peer.issueCode({
        client: 'confidential',
        redirectUri,
        codeChallenge: withoutPkce ? undefined : challengeOf(verifier),
      }),
    send: async ({ form, headers = basic(client), path = '/oauth2/token' }) =>
      told(
        await fetch(
          `${peer.issuer}${path === '/oauth2/revoke' ? '/token/revocation' : path.replace('/oauth2/', '/')}`,
          {
            method: 'POST',
            headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
            body: typeof form === 'string' ? form : formOf(form),
          },
        ),
      ),
    userinfo: async (token) =>
      (await told(await fetch(`${peer.issuer}/me`, { headers: { authorization: `Bearer ${token}` } }))).told,
  };
}

const named = comparedRequests.map(([name, ask, told, difference]) => ({ name, ask, told, difference }));

it.each(named)('answers $name as oidc-provider does, or for a reason', async ({ ask, told, difference }) => {
  expect(await ask(ours())).toBe(told);
  expect(await ask(theirs())).toBe(difference?.peer ?? told);
  expect(difference?.peer).not.toBe(told);
});
