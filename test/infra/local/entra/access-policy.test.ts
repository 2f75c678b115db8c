import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authnRequestUrl } from './authn-request-url.ts';
import { now, RunningEntra, responseIn } from './running-entra.ts';

describe('Conditional Access of the simulated Entra', () => {
  let entra: RunningEntra;
  let time = now;
  beforeAll(async () => {
    entra = await RunningEntra.start(() => time);
  });
  afterAll(() => entra.stop());
  beforeEach(async () => {
    entra.forgetCookies();
    time = now;
    await policyIs({});
    await entra.signIn(await entra.get(authnRequestUrl(timetrack())), 'b.simon@acme.example');
    time = new Date(now.getTime() + 3_600_000);
  });
  const timetrack = () => entra.application('timetrack');
  const policyIs = async (boxes: Readonly<Record<string, string>>) => {
    const { applicationId } = timetrack();
    expect((await entra.post(`/portal/${applicationId}/conditional-access`, boxes)).status).toBe(303);
  };
  const askAgain = (attributes = '') => entra.get(authnRequestUrl(timetrack(), { attributes }));
  const authnInstantOf = (response: string) => /AuthnInstant="([^"]+)"/.exec(response)?.[1];
  const methodsOf = (response: string) =>
    /authnmethodsreferences"[^>]*>(.*?)<\/Attribute>/
      .exec(response)?.[1]
      ?.replaceAll(/<\/?AttributeValue>/g, ' ')
      .trim()
      .split(/\s+/)
      .map((value) => value.replace(/.*\//, ''));

  it('states a password, and beside it several factors once a policy requires them', async () => {
    expect(methodsOf(responseIn(await askAgain()))).toEqual(['password']);
    await policyIs({ mfa: 'on' });
    expect(methodsOf(responseIn(await askAgain()))).toEqual(['password', 'multipleauthn']);
    expect((await entra.get(`/portal/${timetrack().applicationId}`)).text).toMatch(/name="mfa" checked/);
  });

  it('answers a request for a fresh sign-in with a new AuthnInstant, unless it is told to ignore it', async () => {
    const forced = 'ForceAuthn="true"';
    expect(authnInstantOf(responseIn(await askAgain()))).toBe(now.toISOString());

    await policyIs({ 'ignore-force-authn': 'on' });
    expect(authnInstantOf(responseIn(await askAgain(forced)))).toBe(now.toISOString());

    await policyIs({});
    const picker = await askAgain(forced);
    expect(picker.text).toContain('Pick an account');
    const fresh = responseIn(await entra.signIn(picker, 'b.simon@acme.example'));
    expect(authnInstantOf(fresh)).toBe(time.toISOString());
  });
});
