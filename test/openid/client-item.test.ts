import { expect, it } from 'vitest';
import { type ClientRecord, readClientItem, toClientItem } from '../../shared/openid/client-item.ts';
import { StoredItemError } from '../../shared/store/read-stored.ts';
import { tenant } from '../ids/identifiers.ts';
import { clientId, loadBalancerClient } from './clients.ts';

const record: ClientRecord = {
  client: loadBalancerClient(),
  isDeclared: false,
  version: 3,
  changedAt: new Date('2026-11-02T00:00:00Z'),
  changedBy: 'maria@workstation',
};
/** As DynamoDB returns it: without undefined attributes. */
const stored = (each: ClientRecord) => JSON.parse(JSON.stringify(toClientItem(each)));

it.each([
  ['of the command', record],
  ['of an app document', { ...record, isDeclared: true }],
  [
    'with everything',
    {
      ...record,
      client: loadBalancerClient({
        backChannelLogoutUri: 'https://app.example.com/logout',
        tenants: [tenant('acme')],
        publicKeys: { keys: [{ kty: 'RSA', kid: 'a', n: 'AQAB', e: 'AQAB' }] },
        secrets: [
          { hash: 'a', createdAt: new Date(0), expiresAt: new Date(1) },
          { hash: 'b', createdAt: new Date(2) },
        ],
      }),
    },
  ],
] satisfies [string, ClientRecord][])('stores a client %s', (_, each) => {
  expect(readClientItem(stored(each))).toEqual(each);
});

it.each([
  ['another key', { partitionKey: 'client#other' }],
  ['another list', { listKey: 'clients#trakstar' }],
  ['an unknown attribute', { trust: 'all' }],
  ['three secrets', { secrets: Array.from({ length: 3 }, () => stored(record).secrets[0]) }],
  ['an invalid id', { id: 'a#' }],
  ['an unknown authentication', { authentication: 'password' }],
])('refuses an item with %s', (_, fault) => {
  expect(() => readClientItem({ ...stored(record), ...fault })).toThrow(StoredItemError);
});

it('has one key an id', () => {
  const other = { ...record, client: loadBalancerClient({ id: clientId('reports') }) };
  expect(stored(other).partitionKey).toBe('client#reports');
  expect(stored(other).listKey).toBe('clients#timetrack');
});
