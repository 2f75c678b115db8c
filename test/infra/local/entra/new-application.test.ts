import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { directories } from '../../../../infra/local/entra/directory.ts';
import { authnRequestUrl } from './authn-request-url.ts';
import { type Answer, RunningEntra, responseIn } from './running-entra.ts';

const [acme, , hooli] = directories;
const host = 'http://hooli.timetrack.localhost:8080';
const values = {
  identifier: `${host}/api/v2/azure/saml20`,
  replyUrl: `${host}/api/v2/azure/callback`,
  signOnUrl: host,
  relayState: '7',
  logoutUrl: `${host}/api/v2/azure/logout`,
};
const [simon] = hooli.people;

let entra: RunningEntra;
beforeAll(async () => {
  entra = await RunningEntra.start();
});
beforeEach(() => entra.forgetCookies());
afterAll(() => entra.stop());

/** Creates an application in the gallery and selects SAML; returns its path in the admin center. */
async function create(directory = hooli, app = 'timetrack', name = 'TimeTrack'): Promise<string> {
  const { headers } = await entra.post(`/portal/gallery/${directory.id}`, { app, name });
  const path = headers.location ?? '';
  await entra.post(`${path}/method`, {});
  return path;
}

/** An AuthnRequest as TimeTrack's own of Hooli. */
function request(changes: { readonly issuer?: string; readonly replyUrl?: string } = {}): Promise<Answer> {
  const like = entra.application('timetrack');
  const loginUrl = like.loginUrl.replace(acme.id, hooli.id);
  return entra.get(
    authnRequestUrl(
      { ...like, loginUrl },
      { issuer: values.identifier, replyUrl: values.replyUrl, ...changes },
    ),
  );
}

const signIn = async (page: Promise<Answer>) => entra.signIn(await page, `b.simon@${hooli.domain}`);

describe('An application from the gallery', () => {
  it('asks for its single sign-on method first, and then shows what is missing', async () => {
    const { headers } = await entra.post(`/portal/gallery/${hooli.id}`, { app: 'trakstar', name: 'Reviews' });
    const path = headers.location ?? '';
    expect((await entra.get(path)).text).toContain('Select a single sign-on method');
    await entra.post(`${path}/method`, {});
    const { text } = await entra.get(path);
    expect(text).toContain('Set up Reviews');
    expect(text).toContain('<dt>Identifier (Entity ID)</dt><dd>Required</dd>');
  });

  it('has a certificate of its own, as three files and in its metadata', async () => {
    const path = await create();
    const { text } = await entra.get(path);
    const [, thumbprint] = /<dt>Thumbprint<\/dt><dd>([0-9A-F]{40})/.exec(text) ?? [];
    for (const form of ['cer', 'der', 'pem']) {
      const { bytes } = await entra.get(`${path}/certificate.${form}`);
      expect(new X509Certificate(bytes).fingerprint.replaceAll(':', '')).toBe(thumbprint);
      expect(bytes.subarray(0, 5).toString() === '-----').toBe(form !== 'der');
    }
    const [metadataUrl = ''] = /http[^<"]+federationmetadata\.xml\?appid=[0-9a-f-]+/.exec(text) ?? [];
    const metadata = (await entra.get(metadataUrl)).text;
    expect(metadata).toContain(`entityID="https://sts.windows.net/${hooli.id}/"`);
  });

  it('is one of several in its directory', async () => {
    const paths = await Promise.all([create(), create(hooli, 'timetrack', 'TimeTrack of Paris')]);
    const { text } = await entra.get('/portal');
    for (const path of paths) expect(text).toContain(`href="${path}"`);
    expect(text).toContain('TimeTrack of Paris');
  });
});

describe('Basic SAML Configuration', () => {
  const problemsOf = async (path: string, changes: Partial<typeof values>) => {
    const { status, text } = await entra.post(`${path}/basic`, { ...values, ...changes });
    expect(status).toBe(400);
    return [...text.matchAll(/<p class="problem" id="(\w+)-problem">([^<]+)/g)].map(([, field, why]) => [
      field,
      why?.slice(0, 60),
    ]);
  };

  it('keeps what is entered, and shows it', async () => {
    const path = await create();
    const more = 'http://paris.timetrack.localhost:8080/api/v2/azure/callback';
    const unique = { ...values, identifier: `${values.identifier}/kept` };
    const { status } = await entra.post(`${path}/basic`, {
      ...unique,
      replyUrl: `${values.replyUrl}\r\n${more}`,
    });
    expect(status).toBe(303);
    const { text } = await entra.get(path);
    expect(text).toContain(`<dd>${values.replyUrl} ${more}</dd>`);
    expect(text).toContain('<dd>7</dd>');
    expect((await entra.get(`${path}/basic`)).text).toContain(`value="${values.logoutUrl}"`);
  });

  it.each([
    ['no Identifier', { identifier: ' ' }, 'identifier', 'Please enter an identifier.'],
    ['no Reply URL', { replyUrl: '' }, 'replyUrl', 'Please enter a valid URL'],
    [
      'a Reply URL without TLS',
      { replyUrl: 'http://timetrack.example/' },
      'replyUrl',
      'Please enter a valid URL',
    ],
    ['a Reply URL of 257 characters', { replyUrl: `https://${'a'.repeat(249)}` }, 'replyUrl', 'Please enter'],
    ['a Sign on URL that is none', { signOnUrl: 'hooli' }, 'signOnUrl', 'Please enter a valid URL'],
    ['a Logout Url that is none', { logoutUrl: 'javascript:1' }, 'logoutUrl', 'Please enter a valid URL'],
  ])('refuses %s and keeps the form', async (_, changes, field, why) => {
    const path = await create();
    expect(await problemsOf(path, { identifier: 'urn:unused', ...changes })).toEqual([
      [field, expect.stringContaining(why)],
    ]);
  });

  it('lets one application of a directory have an Identifier, and another directory’s have it too', async () => {
    const identifier = 'http://perform.trakstar.localhost:8080';
    const inAcme = await create(acme, 'trakstar', 'Trakstar 2');
    expect(await problemsOf(inAcme, { identifier })).toEqual([
      ['identifier', expect.stringContaining('Another object with the same value')],
    ]);
    const inHooli = await create(hooli, 'trakstar', 'Trakstar');
    expect((await entra.post(`${inHooli}/basic`, { ...values, identifier })).status).toBe(303);
  });
});

describe('A sign-in to an application from the gallery', () => {
  it('goes the way of a newcomer: unknown, not assigned, wrong Reply URL, signed in', async () => {
    expect((await request()).text).toContain('AADSTS700016:');
    const path = await create();
    await entra.post(`${path}/basic`, values);
    expect((await request({ replyUrl: `${values.replyUrl}/` })).text).toContain('AADSTS50011:');
    expect((await signIn(request())).text).toContain('AADSTS50105:');

    await entra.post(`${path}/users`, { add: simon?.objectId ?? '' });
    const page = await request();
    const response = responseIn(page);
    expect(response).toContain(`<Audience>${values.identifier}</Audience>`);
    expect(response).toContain(`Recipient="${values.replyUrl}"`);

    const launched = await entra.get(`/myapps/${hooli.id}/launch/${path.split('/').at(-1)}`);
    expect(launched.fields).toMatchObject({ RelayState: '7' });

    await entra.post(`${path}/users`, { remove: simon?.objectId ?? '' });
    expect((await request()).text).toContain('AADSTS50105:');
  });

  it('answers the Identifier and the Reply URL that asked, of several', async () => {
    const path = await create();
    const [identifier, replyUrl] = [`${values.identifier}/2`, `${values.replyUrl}2`];
    await entra.post(`${path}/basic`, {
      ...values,
      identifier: `urn:first\n${identifier}`,
      replyUrl: `${values.replyUrl}\n${replyUrl}`,
    });
    await entra.post(`${path}/users`, { add: simon?.objectId ?? '' });
    const response = responseIn(await signIn(request({ issuer: identifier, replyUrl })));
    expect(response).toContain(`<Audience>${identifier}</Audience>`);
    expect(response).toContain(`Recipient="${replyUrl}"`);
  });

  it.each([
    ['a-bare-name', 'spn:a-bare-name'],
    ['app.example.com/edge', 'spn:app.example.com/edge'],
    ['urn:app:hooli', 'urn:app:hooli'],
    ['api://hooli', 'api://hooli'],
  ])('names %s in the Audience as %s', async (identifier, audience) => {
    const path = await create();
    await entra.post(`${path}/basic`, { ...values, identifier });
    await entra.post(`${path}/users`, { add: simon?.objectId ?? '' });
    const response = responseIn(await signIn(request({ issuer: identifier })));
    expect(response).toContain(`<Audience>${audience}</Audience>`);
  });

  it('needs a Reply URL to begin at My Apps', async () => {
    const path = await create(hooli, 'trakstar', 'Bare');
    await entra.post(`${path}/users`, { add: simon?.objectId ?? '' });
    await entra.post(`/myapps/${hooli.id}`, { account: simon?.userPrincipalName ?? '' });
    const launched = await entra.get(`/myapps/${hooli.id}/launch/${path.split('/').at(-1)}`);
    expect(launched.text).toContain('AADSTS500113:');
  });
});

describe('Every page', () => {
  it.each(['/', '/myapps', '/portal', '/nothing'])(
    '%s says who is signed in, and offers to sign out',
    async (path) => {
      const signOut = `action="/${hooli.id}/sign-out"`;
      expect((await entra.get(path)).text).not.toContain(signOut);
      await entra.post(`/myapps/${hooli.id}`, { account: simon?.userPrincipalName ?? '' });
      const { text } = await entra.get(path);
      expect(text).toContain(signOut);
      expect(text).toContain('B.Simon at Hooli');
      await entra.post(`/${hooli.id}/sign-out`, {});
      expect((await entra.get(path)).text).not.toContain(signOut);
    },
  );
});
