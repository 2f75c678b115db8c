import { describe, expect, test } from 'vitest';
import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { json } from '../../shared/http/answer.ts';
import { edgeSecretsFrom } from '../../shared/http/edge-secret.ts';
import { contextOf, eventOf } from '../endpoint/api-gateway-event.ts';
import { linesLogged } from '../observability/captured-log.ts';

const current = 'C'.repeat(64);
const next = 'N'.repeat(64);

async function statusOf(headers: Record<string, string>, edgeSecrets: readonly string[]) {
  const handler = endpoint(async () => json(200, {}), { methods: ['GET'], edgeSecrets });
  let status: number | undefined;
  const lines = await linesLogged(async () => {
    status = (await handler(eventOf({ headers }), contextOf())).statusCode;
  });
  return { status, lines };
}

describe('behind an edge', () => {
  test.each([
    ['the secret', { 'x-latchkey-edge': current }, 200],
    ['the next secret, while it is being changed', { 'X-Latchkey-Edge': next }, 200],
    ['no secret', {}, 404],
    ['an empty secret', { 'x-latchkey-edge': '' }, 404],
    ['another secret', { 'x-latchkey-edge': 'X'.repeat(64) }, 404],
    ['both secrets at once', { 'x-latchkey-edge': `${current},${next}` }, 404],
    ['the beginning of the secret', { 'x-latchkey-edge': current.slice(0, 63) }, 404],
  ])('a request with %s is let through or is not', async (_, headers, expected) => {
    const { status, lines } = await statusOf(headers, [current, next]);

    expect(status).toBe(expected);
    expect(JSON.stringify(lines)).not.toContain(current.slice(0, 16));
    if (expected === 404) expect(lines).toMatchObject([{ problem: 'tenant-not-found' }]);
  });

  test('that is not there, every request is let through', async () => {
    expect((await statusOf({}, [])).status).toBe(200);
  });
});

describe('the secrets of an environment', () => {
  test('are none where the variable is not set', () => {
    expect(edgeSecretsFrom({})).toEqual([]);
  });

  test('are those between the spaces', () => {
    expect(edgeSecretsFrom({ LATCHKEY_EDGE_SECRETS: `${current} ${next}` })).toEqual([current, next]);
  });

  test.each(['', ' ', 'short', `${current}  ${next}`, `${current},${next}`, '{{resolve:secretsmanager:x}}'])(
    'keep the function from starting where it is %j',
    (value) => {
      expect(() => edgeSecretsFrom({ LATCHKEY_EDGE_SECRETS: value })).toThrow(
        'LATCHKEY_EDGE_SECRETS must hold',
      );
    },
  );
});
