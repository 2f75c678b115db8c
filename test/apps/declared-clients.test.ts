import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { declaredClientFaults } from '../../infra/apps/declared-client-faults.ts';
import { profileOfDocument } from '../../infra/apps/profile-of-document.ts';
import { productionSite, type Site } from '../../shared/apps/site.ts';

const documentOf = (id: string) =>
  JSON.parse(readFileSync(new URL(`../../infra/apps/${id}.json`, import.meta.url), 'utf8'));
const client = { id: 'reports', displayName: 'Reports', redirectUris: ['https://{tenant}.example.com/cb'] };
const profileWith = (clients: readonly object[], id = 'timetrack') =>
  profileOfDocument({ ...documentOf(id), openIdClients: clients }, id);
const sitesWith = (timetrack: readonly object[], trakstar: readonly object[] = []): readonly Site[] => [
  productionSite(profileWith(timetrack)),
  productionSite(profileWith(trakstar, 'trakstar')),
];

describe('the clients of an app document', () => {
  it('are those of the profile, with their defaults', () => {
    expect(profileWith([client]).openIdClients).toEqual([
      { ...client, authentication: 'secret', postLogoutRedirectUris: [] },
    ]);
    expect(declaredClientFaults(sitesWith([client]))).toEqual([]);
  });

  it('are none where the document names none', () => {
    expect(profileOfDocument(documentOf('timetrack'), 'timetrack')).not.toHaveProperty('openIdClients');
  });

  it.each([
    [{ ...client, id: 'ab' }, 'openIdClients.0.id must be 3 to 64'],
    [{ ...client, id: `client_${'A'.repeat(22)}` }, 'openIdClients.0.id must not begin with client_'],
    [{ ...client, secret: 'hunter2' }, 'openIdClients.0.secret is not known here'],
    [
      { ...client, redirectUris: ['http://app.example.com/'] },
      'openIdClients.0.redirectUris.0 must begin with https://',
    ],
    [{ ...client, redirectUris: ['https://{tenant}.com/'] }, 'must have {tenant} below your own domain'],
    [{ ...client, authentication: 'plain' }, 'openIdClients.0.authentication must be "secret"'],
    [{ ...client, tenants: ['Acme'] }, 'openIdClients.0.tenants.0 must be the name of a tenant'],
  ])('are refused as %j', (fault, message) => {
    expect(() => profileWith([fault])).toThrow(message);
  });

  it.each([
    [[{ ...client, redirectUris: [] }], [], 'timetrack: client reports: redirectUris must name at least one'],
    [[client], [client], 'trakstar: client reports exists twice'],
    [[client, client], [], 'timetrack: client reports exists twice'],
    [
      [{ ...client, redirectUris: ['https://perform.trakstar.com/cb'] }],
      [],
      'timetrack: client reports: redirectUris must not be at the host of another app',
    ],
  ])('are refused in a stage as %j beside %j', (timetrack, trakstar, message) => {
    expect(declaredClientFaults(sitesWith(timetrack, trakstar))).toEqual([expect.stringContaining(message)]);
  });
});
