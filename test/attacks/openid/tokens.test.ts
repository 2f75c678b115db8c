import { beforeEach, describe, expect, it } from 'vitest';
import { allProblems } from '../../../shared/problems/problem.ts';
import { useLog } from '../../harness/logged.ts';
import { memoryTables } from '../../harness/memory/memory-tables.ts';
import { type Provider, providerOver, refusalIn } from '../../harness/openid-provider.ts';
import { assertions, forms, methods } from './client-attacks.ts';
import { injections, otherTexts, redirects, reuse } from './code-attacks.ts';
import { pkce, weakPkce } from './pkce-attacks.ts';
import { otherRefreshTexts, stolenRefresh } from './refresh-attacks.ts';
import {
  codeWorld,
  redeemGenuinely,
  refreshGenuinely,
  type TokenAttack,
  tokenWorld,
} from './token-attack.ts';

const log = useLog();
let provider: Provider;

beforeEach(() => {
  provider = providerOver(memoryTables().tables);
});

/** What the attacker is told of a code in the log. */
function toldOf(code: TokenAttack<unknown>['code']): string {
  const { status, oauthError } = allProblems()[code];
  return `${status} ${oauthError}`;
}

describe.each([
  ['code injection', injections],
  ['PKCE', [...pkce, ...weakPkce]],
  ['redirect URIs', redirects],
  ['other texts', otherTexts],
  ['re-use', reuse],
  ['client authentication', [...assertions, ...methods]],
  ['forms', forms],
])('%s', (_, rows) => {
  it.each(rows)('refuses $name', async ({ attack, code, world, afterwards = 'tokens' }) => {
    const opened = await codeWorld(provider, world);
    expect(refusalIn(await attack(opened))).toBe(toldOf(code));
    expect(log.decision()).toMatchObject({ problem: code });
    const genuine = afterwards === 'tokens' ? opened : await codeWorld(provider);
    expect((await redeemGenuinely(genuine)).statusCode).toBe(200);
  });
});

describe.each([
  ['other texts as refresh tokens', otherRefreshTexts],
  ['stolen refresh tokens', stolenRefresh],
])('%s', (_, rows) => {
  it.each(rows)('refuses $name', async ({ attack, code, world, afterwards = 'tokens' }) => {
    const opened = await tokenWorld(provider, world);
    expect(refusalIn(await attack(opened))).toBe(toldOf(code));
    expect(log.decision()).toMatchObject({ problem: code });
    if (afterwards === 'nothing') expect(refusalIn(await refreshGenuinely(opened))).toBe('400 invalid_grant');
    const genuine = afterwards === 'tokens' ? opened : await tokenWorld(provider);
    expect((await refreshGenuinely(genuine)).statusCode).toBe(200);
  });
});
