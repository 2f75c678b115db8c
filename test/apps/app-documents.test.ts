import { globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { appProfiles, profilesOfDocuments } from '../../infra/apps/app-profiles.ts';
import { appDocumentJsonSchema } from '../../infra/apps/json-schema.ts';
import { profileOfDocument } from '../../infra/apps/profile-of-document.ts';
import { shippedDocuments } from '../../infra/apps/shipped-documents.ts';
import { profilesFrom, profilesVariable, writeProfiles } from '../../shared/apps/profiles-file.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const shipped = (id: string) => {
  const file = shippedDocuments.find((each) => each.file === `infra/apps/${id}.json`);
  return structuredClone(file?.content) as Record<string, unknown>;
};
const urlsOf = (document: Record<string, unknown>) => document['urls'] as Record<string, unknown>;

describe('app documents', () => {
  it('alone name an application: no file of shared or functions does', () => {
    const names = appProfiles().flatMap(({ id, displayName }) => [id, displayName]);
    const named = new RegExp(`\\b(?:${names.join('|')})`, 'i');
    const files = globSync(['shared/**/*.ts', 'functions/**/*.ts'], { cwd: root });
    expect(files.length).toBeGreaterThan(300);
    const naming = files.filter((file) => named.test(readFileSync(join(root, file), 'utf8')));
    expect(naming).toEqual([]);
  });

  it('have the JSON Schema that stands beside them', () => {
    const written = readFileSync(join(root, 'infra/apps/app-profile.schema.json'), 'utf8');
    expect(written).toBe(appDocumentJsonSchema());
  });

  it('reach a function as they were validated', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'latchkey-profiles-')), 'profiles.json');
    writeFileSync(path, writeProfiles(appProfiles()));
    const read = profilesFrom({ [profilesVariable]: path });
    expect([...read.values()]).toEqual(appProfiles());
    expect(() => profilesFrom({})).toThrow('LATCHKEY_PROFILES is not set');
    expect(() => profilesFrom({ [profilesVariable]: `${path}.none` })).toThrow(/LATCHKEY_PROFILES: .*ENOENT/);
  });

  it('accept a path that ends with a slash without it too', () => {
    const document = shipped('trakstar');
    urlsOf(document)['signOnAliases'] = [];
    const { paths } = profileOfDocument(document, 'here');
    expect(paths['sign-on']).toEqual(['/auth/saml/', '/auth/saml']);
    expect(profileOfDocument(shipped('timetrack'), 'here').paths['sign-on']).toEqual(['/']);
  });

  it('have the id that their file is called by, each its own', () => {
    const document = shipped('timetrack');
    expect(() => profilesOfDocuments([{ file: 'apps/other.json', content: document }])).toThrow(
      'apps/other.json: id must be other, as the file is called',
    );
    expect(() => profilesOfDocuments([])).toThrow('There is no app document');
    const twice = ['a', 'b'].map((file) => ({ file, content: document }));
    expect(() => profilesOfDocuments(twice)).toThrow('a and b both have the id timetrack');
  });
});

type Change = (document: Record<string, unknown>) => void;

const faults: readonly (readonly [what: string, change: Change, message: string])[] = [
  ['no id', (each) => delete each['id'], 'id '],
  ['an id with a capital', (each) => (each['id'] = 'Time'), 'id must be 1 to 32 lower-case letters'],
  ['an unknown key', (each) => (each['colors'] = 1), 'colors is not known here'],
  ['nobody to ask', (each) => (each['support'] = { name: 'Us' }), 'support needs an email or a url'],
  ['a control character', (each) => (each['displayName'] = 'a\u0007b'), 'displayName must be 1 to 500'],
  [
    'plain http',
    (each) => (urlsOf(each)['signOnUrl'] = 'http://a.example'),
    'urls.signOnUrl must be an https',
  ],
  ['no Reply URL', (each) => (urlsOf(each)['replyUrls'] = []), 'urls.replyUrls.0 must be'],
  ['nobody who begins', (each) => (each['initiatedBy'] = []), 'initiatedBy must name "sp", "idp" or both'],
  [
    'an item path without its id',
    (each) => (each['relayState'] = { form: '<ID>', landing: '/items' }),
    'relayState.landing must have {id} in it once',
  ],
  [
    'an issuer beside the URL',
    (each) => (each['tenantBy'] = 'issuer'),
    'tenantBy must be "url": a Reply URL names',
  ],
];

describe('an app document is refused', () => {
  it.each(faults)('for %s', (_, change, message) => {
    const document = shipped('timetrack');
    expect(profileOfDocument(document, 'x').id).toBe('timetrack');
    change(document);
    expect(() => profileOfDocument(document, 'apps/x.json')).toThrow(`apps/x.json: ${message}`);
  });

  it('with every fault at once', () => {
    const document = { ...shipped('timetrack'), id: '', landing: 'x' };
    expect(() => profileOfDocument(document, 'x')).toThrow(/x: id .*\nx: landing /);
  });
});
