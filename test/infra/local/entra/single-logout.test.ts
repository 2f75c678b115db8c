import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DemonstrationApplication } from '../../../../infra/local/entra/enterprise-application.ts';
import type { SimulatedLogoutAnswer } from '../../../../infra/local/entra/logout-answers.ts';
import { authnRequestUrl, redirectUrl } from './authn-request-url.ts';
import { type Answer, RunningEntra, responseIn } from './running-entra.ts';

let entra: RunningEntra;
let timetrack: DemonstrationApplication;
let trakstar: DemonstrationApplication;
beforeAll(async () => {
  entra = await RunningEntra.start();
  timetrack = entra.application('timetrack');
  trakstar = entra.application('trakstar');
});
beforeEach(() => entra.forgetCookies());
afterAll(() => entra.stop());

const bSimon = 'b.simon@acme.example';
const britta = 'britta.simon@acme.example';
const name = '<NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">anybody</NameID>';

/** What a test makes different from a LogoutRequest that an application would send. */
interface LogoutChanges {
  readonly issuer?: string;
  readonly attributes?: string;
  readonly content?: string;
}

function logoutRequest(application: DemonstrationApplication, changes: LogoutChanges = {}): string {
  const { issuer = application.basicSaml.identifier, attributes = '', content = name } = changes;
  return `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_bye" Version="2.0" IssueInstant="2026-11-22T23:49:59Z" ${attributes}><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</Issuer>${content}</samlp:LogoutRequest>`;
}

/** Opens the Logout URL as the application's redirect does. */
const askFor = (application: DemonstrationApplication, changes: LogoutChanges = {}) =>
  entra.get(redirectUrl(application.logoutUrl, logoutRequest(application, changes), { RelayState: 'r s' }));

/** Signs in to the application and returns the SessionIndex that it got. */
async function signInTo(application: DemonstrationApplication, account = bSimon): Promise<string> {
  const picker = await entra.get(authnRequestUrl(application, { query: { login_hint: account } }));
  const answer = picker.fields['SAMLResponse'] === undefined ? await entra.signIn(picker, account) : picker;
  return /SessionIndex="([^"]+)"/.exec(responseIn(answer))?.[1] ?? '';
}

const decoded = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');

/** The LogoutRequest in each hidden frame of the page, by the Logout URL that it goes to. */
function framesOf(page: Answer): ReadonlyMap<string, string> {
  return new Map(
    [...page.text.matchAll(/<iframe hidden [^>]*src="([^"]+)"/g)].map(([, src = '']) =>
      messageIn(decoded(src), 'SAMLRequest'),
    ),
  );
}

/** Where the page goes on to, and the LogoutResponse that it brings; undefined where it stays. */
function nextOf(page: Answer) {
  const [, href] = /class="button next" href="([^"]+)"/.exec(page.text) ?? [];
  if (href === undefined) return undefined;
  const [url, message] = messageIn(decoded(href), 'SAMLResponse');
  return { url, message, relayState: new URL(decoded(href)).searchParams.get('RelayState') };
}

function messageIn(href: string, field: string): [url: string, message: string] {
  const url = new URL(href);
  const message = inflateRawSync(Buffer.from(url.searchParams.get(field) ?? '', 'base64')).toString();
  url.searchParams.delete(field);
  url.searchParams.delete('RelayState');
  return [url.href, message];
}

const isSignedIn = async (account: string) =>
  (await entra.get(authnRequestUrl(trakstar, { query: { login_hint: account } }))).fields['SAMLResponse'] !==
  undefined;

describe('A LogoutRequest', () => {
  it('ends the directory session and is answered, unsigned, at the Logout URL', async () => {
    await signInTo(trakstar);
    const page = await askFor(trakstar);
    expect(page.text).toContain('You signed out of your account');
    const next = nextOf(page);
    expect(next).toMatchObject({ url: trakstar.basicSaml.logoutUrl, relayState: 'r s' });
    expect(next?.message).toContain(`>https://login.microsoftonline.com/${trakstar.directory.id}/</Issuer>`);
    expect(next?.message).toContain('InResponseTo="_bye"');
    expect(next?.message).toContain('status:Success');
    expect(next?.message).not.toContain('Signature');
    expect(await isSignedIn(bSimon)).toBe(false);
  });

  it('is told to every other application in a hidden frame, by SessionIndex and a name of no assertion', async () => {
    await signInTo(trakstar);
    await signInTo(timetrack);
    const sessionIndex = await signInTo(timetrack);
    const page = await askFor(trakstar);
    const frames = framesOf(page);
    expect([...frames.keys()]).toEqual([timetrack.basicSaml.logoutUrl]);
    const message = frames.get(timetrack.basicSaml.logoutUrl) ?? '';
    expect(message).toContain(`<samlp:SessionIndex>${sessionIndex}</samlp:SessionIndex>`);
    expect(message).toContain(`Destination="${timetrack.basicSaml.logoutUrl}"`);
    expect(message).toContain(`>https://login.microsoftonline.com/${timetrack.directory.id}/</Issuer>`);
    expect(/<NameID [^>]*>([^<]+)</.exec(message)?.[1]).toMatch(/^[\w-]{43}$/);
    expect(message).not.toMatch(/Format=|Signature|b\.simon/);
    const policy = page.headers['content-security-policy'];
    expect(policy).toContain(`frame-src 'self' ${new URL(timetrack.basicSaml.logoutUrl).origin};`);
  });

  it('runs the script of its policy, and no other', async () => {
    const page = await askFor(trakstar);
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page.text) ?? [];
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page.headers['content-security-policy']).toContain(`script-src 'sha256-${hash}';`);
  });

  it('without a session at the directory is answered as well, and tells no application', async () => {
    const page = await askFor(trakstar);
    expect(nextOf(page)?.message).toContain('status:Success');
    expect(framesOf(page).size).toBe(0);
  });

  it.each([
    ['refused', 'status:RequestDenied', 'InResponseTo="_bye"'],
    ['other-request', 'status:Success', 'InResponseTo="_'],
  ] as const)('is answered as the admin center says: %s', async (answer, status, inResponseTo) => {
    await setAnswer(answer);
    const message = nextOf(await askFor(trakstar))?.message;
    await setAnswer('success');
    expect(message).toContain(status);
    expect(message).toContain(inResponseTo);
    expect(message?.includes('InResponseTo="_bye"')).toBe(answer === 'refused');
  });

  it('leaves the person at the directory where it is not answered, and where there is no Logout URL', async () => {
    await signInTo(trakstar);
    await setAnswer('none');
    const page = await askFor(trakstar);
    await setAnswer('success');
    expect(page.text).toContain('You signed out of your account');
    expect(nextOf(page)).toBeUndefined();
    expect(await isSignedIn(bSimon)).toBe(false);
  });

  it.each<[string, LogoutChanges, string]>([
    ['of an unknown application', { issuer: 'https://other.example' }, 'AADSTS700016:'],
    ['without a NameID', { content: '' }, 'AADSTS7500530:'],
    ['with an empty NameID', { content: name.replace('anybody', ' ') }, 'AADSTS7500530:'],
    ['that has expired', { attributes: 'NotOnOrAfter="2026-11-22T23:49:59Z"' }, 'AADSTS50071:'],
    ['without an Issuer', { issuer: '' }, 'AADSTS75005:'],
  ])('%s is refused on a page and ends nothing', async (_kind, changes, code) => {
    await signInTo(trakstar);
    expect((await askFor(trakstar, changes)).text).toContain(code);
    expect(await isSignedIn(bSimon)).toBe(true);
  });

  it('in a form is refused: Entra has Redirect alone', async () => {
    await signInTo(trakstar);
    const form = { SAMLRequest: Buffer.from(logoutRequest(trakstar)).toString('base64') };
    expect((await entra.post(trakstar.logoutUrl, form)).text).toContain('AADSTS750054:');
    expect(await isSignedIn(bSimon)).toBe(true);
  });

  it('with a signature that is not the application’s is refused', async () => {
    await entra.post(`/portal/${trakstar.applicationId}/verification`, { required: 'on' });
    const query = { SigAlg: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', Signature: 'AAAA' };
    const url = redirectUrl(trakstar.logoutUrl, logoutRequest(trakstar), query);
    const page = await entra.get(url);
    await entra.post(`/portal/${trakstar.applicationId}/verification`, {});
    expect(page.text).toContain('AADSTS75005:');
  });
});

describe('Several people at one directory', () => {
  it('are asked which account signs in, and which signs out; the other one stays', async () => {
    await signInTo(trakstar);
    const sessionIndex = await signInTo(timetrack, britta);
    expect((await entra.get(authnRequestUrl(trakstar))).text).toContain('Pick an account');

    const picker = await askFor(trakstar);
    expect(picker.text).toContain('Which account do you want to sign out of?');
    const page = await entra.post(`/${trakstar.directory.id}/sign-out`, {
      ...picker.fields,
      account: britta,
    });

    expect(framesOf(page).get(timetrack.basicSaml.logoutUrl)).toContain(`>${sessionIndex}<`);
    expect(framesOf(page).size).toBe(1);
    expect(nextOf(page)).toMatchObject({ url: trakstar.basicSaml.logoutUrl, relayState: 'r s' });
    expect(page.text).toContain('<span>B.Simon at Acme</span>');
    expect([await isSignedIn(bSimon), await isSignedIn(britta)]).toEqual([true, false]);
  });

  it('tell the application that asked too, where an account was picked', async () => {
    await signInTo(timetrack, britta);
    await signInTo(trakstar);
    const picker = await askFor(trakstar);
    const page = await entra.post(`/${trakstar.directory.id}/sign-out`, {
      ...picker.fields,
      account: bSimon,
    });
    expect([...framesOf(page).keys()]).toEqual([trakstar.basicSaml.logoutUrl]);
  });

  it('keep their SessionIndex over a second sign-in of the same person', async () => {
    const sessionIndex = await signInTo(timetrack);
    await entra.signIn(
      await entra.get(authnRequestUrl(trakstar, { query: { prompt: 'select_account' } })),
      bSimon,
    );
    const page = await entra.get(`/${trakstar.directory.id}/oauth2/v2.0/logout`);
    expect(framesOf(page).get(timetrack.basicSaml.logoutUrl)).toContain(`>${sessionIndex}<`);
    expect(framesOf(page).size).toBe(2);
  });
});

describe('Signing out at the directory', () => {
  it.each([
    ['the link of My Apps', () => entra.get(`/${timetrack.directory.id}/oauth2/v2.0/logout`)],
    ['the button of every page', () => entra.post(`/${timetrack.directory.id}/sign-out`, {})],
  ])('by %s tells every application, and stays there', async (_way, signOut) => {
    await signInTo(trakstar);
    await signInTo(timetrack);
    const page = await signOut();
    expect(page.text).toContain('You signed out of your account');
    expect([...framesOf(page).keys()].sort()).toEqual(
      [timetrack.basicSaml.logoutUrl, trakstar.basicSaml.logoutUrl].sort(),
    );
    expect(nextOf(page)).toBeUndefined();
    expect(await isSignedIn(bSimon)).toBe(false);
  });

  it('leaves the other directories alone', async () => {
    const globex = entra.application('timetrack', 'globex');
    await signInTo(globex, 'b.simon@globex.example');
    await signInTo(timetrack);
    const page = await entra.get(`/${globex.directory.id}/oauth2/v2.0/logout`);
    expect([...framesOf(page).keys()]).toEqual([globex.basicSaml.logoutUrl]);
    expect(await isSignedIn(bSimon)).toBe(true);
  });

  it('does not look at what an application answers, and lets its own frame show that', async () => {
    const answer = await entra.get(`${trakstar.logoutUrl}?SAMLResponse=anything`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'self'");
  });
});

async function setAnswer(answer: SimulatedLogoutAnswer): Promise<void> {
  const { status } = await entra.post(`/portal/${trakstar.applicationId}/single-logout`, { answer });
  expect(status).toBe(303);
  expect((await entra.get(`/portal/${trakstar.applicationId}`)).text).toContain(`value="${answer}" selected`);
}
