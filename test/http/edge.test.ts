import { describe, expect, test, vi } from 'vitest';
import { endpoint } from '../../shared/endpoint/endpoint.ts';
import { json } from '../../shared/http/answer.ts';
import { type Edge, edgeFrom, edgeSecretsFrom } from '../../shared/http/edge.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { counters } from '../../shared/observability/metrics.ts';
import { Problem } from '../../shared/problems/problem.ts';
import { contextOf, eventOf } from '../endpoint/api-gateway-event.ts';
import { linesLogged } from '../observability/captured-log.ts';

const current = 'C'.repeat(64);
const next = 'N'.repeat(64);
const secret = { 'x-latchkey-edge': current };
const demanded: Edge = { secrets: [current, next], acceptsDirectRequests: false };
const optional: Edge = { ...demanded, acceptsDirectRequests: true };
const none: Edge = { secrets: [], acceptsDirectRequests: false };

async function askWith(headers: Record<string, string>, edge: Edge, problem?: Problem) {
  let seen: EndpointRequest | undefined;
  const step = async (request: EndpointRequest) => {
    seen = request;
    if (problem !== undefined) throw problem;
    return json(200, {});
  };
  const handler = endpoint(step, { methods: ['GET'], edge });
  let status: number | undefined;
  const lines = await linesLogged(async () => {
    status = (await handler(eventOf({ headers }), contextOf())).statusCode;
  });
  return { status, lines, seen };
}

const shown = [
  ['the secret', { 'x-latchkey-edge': current }, true],
  ['the next secret, while it is being changed', { 'X-Latchkey-Edge': next }, true],
  ['no secret', {}, false],
  ['an empty secret', { 'x-latchkey-edge': '' }, false],
  ['another secret', { 'x-latchkey-edge': 'X'.repeat(64) }, false],
  ['both secrets at once', { 'x-latchkey-edge': `${current},${next}` }, false],
  ['the beginning of the secret', { 'x-latchkey-edge': current.slice(0, 63) }, false],
] as const;

describe('behind an edge', () => {
  test.each(shown)('a request with %s is answered or refused', async (_, headers, isAnswered) => {
    const { status, lines } = await askWith(headers, demanded);

    expect(status).toBe(isAnswered ? 200 : 404);
    expect(JSON.stringify(lines)).not.toContain(current.slice(0, 16));
    if (!isAnswered) expect(lines).toMatchObject([{ problem: 'tenant-not-found' }]);
  });

  test.each(shown)('that is optional, a request with %s is answered', async (_, headers) => {
    const { status, lines } = await askWith(headers, optional);

    expect(status).toBe(200);
    expect(JSON.stringify(lines)).not.toContain(current.slice(0, 16));
  });

  test('that is optional, a request around it is counted, and no other', async () => {
    const count = vi.spyOn(counters, 'count');
    await askWith(secret, optional);
    await askWith({}, none);
    expect(count).not.toHaveBeenCalledWith('DirectRequests');
    await askWith({}, optional);
    expect(count).toHaveBeenCalledExactlyOnceWith('DirectRequests');
  });

  test('that is not there, every request is answered', async () => {
    expect((await askWith({}, none)).status).toBe(200);
  });
});

describe('the visitor’s address', () => {
  const addresses = [
    ['IPv4', '198.51.100.10:46532', '198.51.100.10'],
    ['IPv6', '2001:db8:85a3::8a2e:370:7334:46532', '2001:db8:85a3::8a2e:370:7334'],
    ['IPv6 in brackets', '[2001:db8::1]:443', '2001:db8::1'],
    ['nothing', '', undefined],
    ['no port', '198.51.100.10', undefined],
    ['a line break and a forged line', '198.51.100.10\n{"event":"forged"}:1', undefined],
    ['a name', 'localhost:80', undefined],
    ['two addresses', '198.51.100.10, 203.0.113.5:80', undefined],
  ] as const;

  test.each(addresses)('is read from the header: %s', async (_, header, expected) => {
    const { seen } = await askWith({ ...secret, 'cloudfront-viewer-address': header }, demanded);
    expect(seen?.visitorAddress).toBe(expected);
  });

  test.each([
    ['without an edge', {}, none],
    ['without the secret, while the edge is optional', {}, optional],
    ['with another secret, while the edge is optional', { 'x-latchkey-edge': 'X'.repeat(64) }, optional],
  ] as const)('is never believed %s', async (_, headers, edge) => {
    const claimed = { ...headers, 'cloudfront-viewer-address': '198.51.100.10:46532' };
    const { seen, status } = await askWith(claimed, edge);

    expect(status).toBe(200);
    expect(seen?.visitorAddress).toBeUndefined();
  });

  test('is in the line of a refusal', async () => {
    const headers = { ...secret, 'cloudfront-viewer-address': '198.51.100.10:46532' };
    const { lines } = await askWith(headers, demanded, new Problem('tenant-not-found'));
    expect(lines).toMatchObject([{ event: 'request.refused', address: '198.51.100.10' }]);
  });

  test('is not in the line of a refusal that came around the edge and claims one', async () => {
    const { lines } = await askWith({ 'cloudfront-viewer-address': '198.51.100.10:46532' }, demanded);

    expect(lines).toMatchObject([{ event: 'request.refused' }]);
    expect(lines[0]).not.toHaveProperty('address');
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

  test.each([
    [undefined, false],
    ['', false],
    ['true', false],
    ['ACCEPT', false],
    ['accept', true],
  ])('are optional only by the exact word: %j', (word, expected) => {
    const environment = { LATCHKEY_EDGE_SECRETS: current, LATCHKEY_DIRECT_REQUESTS: word };
    expect(edgeFrom(environment).acceptsDirectRequests).toBe(expected);
  });
});
