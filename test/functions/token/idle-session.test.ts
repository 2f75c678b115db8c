import { beforeEach, expect, it } from 'vitest';
import { useLog } from '../../harness/logged.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import {
  askUserinfo,
  later,
  type Provider,
  providerOver,
  refresh,
  refusalIn,
  signedIn,
  tokensIn,
  tokensOf,
} from '../../harness/openid-provider.ts';

useLog();
let provider: Provider;
beforeEach(() => {
  provider = providerOver(memoryTables().tables);
});

/** The tokens of a session that ends after half an hour without a use. */
const issue = async () =>
  tokensOf(provider, { person: await signedIn(provider, { signIn: { idleTimeoutSeconds: 1_800 } }) });

it('refuses the refresh token of a session that stayed unused for its idle time-out', async () => {
  const issued = await issue();
  later(provider, 1_800);
  expect(refusalIn(await refresh(provider, issued, issued.tokens.refresh_token))).toBe('400 invalid_grant');
  expect(refusalIn(await askUserinfo(provider, issued.tokens.access_token))).toBe('401 invalid_token');
});

it('counts each refresh as a use, so that a person who works goes on', async () => {
  const issued = await issue();
  let { refresh_token: token } = issued.tokens;
  for (let round = 0; round < 5; round += 1) {
    later(provider, 1_200);
    token = tokensIn(await refresh(provider, issued, token)).refresh_token;
  }
  later(provider, 1_800);
  expect(refusalIn(await refresh(provider, issued, token))).toBe('400 invalid_grant');
});

it('does not count userinfo as a use', async () => {
  const issued = await issue();
  later(provider, 599);
  expect((await askUserinfo(provider, issued.tokens.access_token)).statusCode).toBe(200);
  later(provider, 1_201);
  expect(refusalIn(await refresh(provider, issued, issued.tokens.refresh_token))).toBe('400 invalid_grant');
});
