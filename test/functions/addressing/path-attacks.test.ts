import { describe, expect, it } from 'vitest';
import { locate } from '../../../shared/apps/locate.ts';
import { sitesOfKinds } from './kinds.ts';

const malformed = { kind: 'malformed' };

/** What an address names: the tenant, why there is none, or nothing. */
const found = (host: string, path: string, rawQuery = '') => {
  const location = locate(sitesOfKinds, { host, path, rawQuery }, 'assertion-consumer');
  return location?.endpoint === undefined ? 'no endpoint' : location.tenant;
};

describe('a tenant in the path', () => {
  const host = 'path.example.com';

  it('is read as it is written', () => {
    expect(found(host, '/path/acme/acs')).toEqual({ kind: 'named', id: 'acme' });
    expect(found('PATH.Example.COM', '/path/acme/acs')).toEqual({ kind: 'named', id: 'acme' });
  });

  it.each([
    ['an encoded slash', '/path/acme%2Facs'],
    ['an encoded slash in the name', '/path/globex%2F..%2Facme/acs'],
    ['an encoded backslash', '/path/globex%5Cacme/acs'],
    ['a dot segment', '/path/globex/../acme/acs'],
    ['an encoded dot segment', '/path/%2e%2e/acs'],
    ['a dot segment for a name', '/path/../acs'],
    ['a dot for a name', '/path/./acs'],
    ['double encoding', '/path/%2561cme/acs'],
    ['single encoding', '/path/%61cme/acs'],
    ['an overlong escape', '/path/%c0%afacme/acs'],
    ['a capital', '/path/Acme/acs'],
    ['a capital in the fixed part', '/Path/acme/acs'],
    ['a trailing dot', '/path/acme./acs'],
    ['a trailing blank', '/path/acme /acs'],
    ['a matrix parameter', '/path/acme;x=1/acs'],
    ['a matrix parameter behind', '/path/acme/acs;jsessionid=1'],
    ['a trailing slash', '/path/acme/acs/'],
    ['two slashes', '/path//acme/acs'],
    ['an empty name', '/path//acs'],
    ['a null byte', '/path/acme\u0000/acs'],
    ['a line feed behind', '/path/acme/acs\n'],
    ['a line feed in the name', '/path/acme\n/acs'],
    ['a look-alike letter', '/path/аcme/acs'],
    ['a user name', '/path/globex@acme/acs'],
    ['a longer path', '/path/acme/acs/x'],
    ['a name of 64 characters', `/path/${'a'.repeat(64)}/acs`],
    ['a placeholder', '/path/{tenant}/acs'],
  ])('is not found with %s', (_, path) => {
    expect([malformed, 'no endpoint']).toContainEqual(found(host, path));
  });

  it.each(['/part/spacme/acs', '/part/sp_/acs', '/part/sp_acme_/acs', '/part/SP_acme/acs', '/part/acme/acs'])(
    'within a part is not found at %s',
    (path) => {
      expect([malformed, 'no endpoint']).toContainEqual(found('part-of-path.example.com', path));
    },
  );
});

describe('a tenant in several places', () => {
  const path = (name: string) => `/everywhere/${name}/acs`;
  it.each([
    ['acme', 'acme', 'id=acme', { kind: 'named', id: 'acme' }],
    ['globex', 'acme', 'id=acme', malformed],
    ['acme', 'globex', 'id=acme', malformed],
    ['acme', 'acme', 'id=globex', malformed],
    ['acme', 'acme', '', malformed],
    ['acme', 'acme', 'id=', malformed],
    ['acme', 'acme', 'id=acme&id=acme', malformed],
    ['acme', 'acme', 'ID=acme', malformed],
    ['acme', 'acme', 'id=ACME', malformed],
  ])('%s in the host, %s in the path and %s', (host, inPath, rawQuery, expected) => {
    expect(found(`${host}.everywhere.example.com`, path(inPath), rawQuery)).toEqual(expected);
  });
});

describe('a fixed parameter', () => {
  it.each([
    ['client_name=SAML2&org=acme', { kind: 'named', id: 'acme' }],
    ['org=acme&client_name=SAML2', { kind: 'named', id: 'acme' }],
    ['client_name=SAML2', { kind: 'absent' }],
    ['org=acme', 'no endpoint'],
    ['client_name=saml2&org=acme', 'no endpoint'],
    ['client_name=SAML2&client_name=SAML2&org=acme', 'no endpoint'],
    ['client_name=SAML2&client_name=x&org=acme', 'no endpoint'],
    ['client_name=SAML2&org=acme&org=globex', malformed],
  ])('in %s', (rawQuery, expected) => {
    expect(found('query.example.com', '/query/acs', rawQuery)).toEqual(expected);
  });
});

describe('a tenant in a part of the host', () => {
  it.each([
    ['acme-pool.part.example.com', { kind: 'named', id: 'acme' }],
    ['acme.part.example.com', 'no endpoint'],
    ['-pool.part.example.com', malformed],
    ['a.b-pool.part.example.com', 'no endpoint'],
    ['acme-pool.part.example.com.', 'no endpoint'],
    ['acme-pool.part.example.com.evil.example', 'no endpoint'],
    ['xacme-poolpart.example.com', 'no endpoint'],
  ])('%s', (host, expected) => {
    expect(found(host, '/part-of-host/acs')).toEqual(expected);
  });
});
