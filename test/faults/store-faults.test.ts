import { beforeAll, describe, expect, it, vi } from 'vitest';
import { signOnEndpoint } from '../../functions/sign-on/endpoint.ts';
import { productionSite } from '../../shared/apps/site.ts';
import { systemRandom } from '../../shared/ids/secret.ts';
import { gallery } from '../fixtures/apps.ts';
import { ask } from '../harness/ask.ts';

const lines: string[] = [];

beforeAll(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  return () => vi.restoreAllMocks();
});

/** Sign-on at a store whose every read fails with `fault`. */
async function signOnWith(fault: Error) {
  const fails = () => Promise.reject(fault);
  const stores = { tenants: { find: fails }, flows: {} } as unknown as Parameters<typeof signOnEndpoint>[0];
  const handler = signOnEndpoint({
    ...stores,
    sites: Object.values(gallery).map(productionSite),
    random: systemRandom,
  });
  lines.length = 0;
  const answer = await ask(handler, { url: 'https://acme.timetrackenterprise.com/' });
  const decision = lines.map((line) => JSON.parse(line)).find(({ event }) => event === 'sign-in.refused');
  return [answer.statusCode, decision.problem, answer.cookies];
}

/** As the SDK throws it, with the metadata of its attempts. */
const named = (name: string, more: object = {}) =>
  Object.assign(new Error('no'), { name, $metadata: { attempts: 3 } }, more);

describe('a fault of the store', () => {
  it.each([
    named('ThrottlingException'),
    named('TimeoutError'),
    named('Error', { code: 'ECONNREFUSED' }),
    named('InternalServerError', { $fault: 'server' }),
  ])('that passes ($name $code) is a page that says to try again in a moment', async (fault) => {
    expect(await signOnWith(fault)).toEqual([503, 'store-unavailable', []]);
  });

  it.each([named('ValidationException', { $fault: 'client' }), new TypeError('no')])(
    'of our own making ($name) is not called one that passes',
    async (fault) => {
      expect(await signOnWith(fault)).toEqual([500, 'internal', []]);
    },
  );
});
