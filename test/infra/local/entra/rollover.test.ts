import { afterEach, beforeEach, expect, it } from 'vitest';
import { authnRequestUrl } from './authn-request-url.ts';
import { now, RunningEntra, responseIn } from './running-entra.ts';

let entra: RunningEntra;
let clock: Date;
beforeEach(async () => {
  clock = now;
  entra = await RunningEntra.start(() => clock);
});
afterEach(() => entra.stop());

const app = () => entra.application('timetrack');
/** The certificates in the metadata's SAML role, in their order. */
async function shown(): Promise<readonly string[]> {
  const { text } = await entra.get(app().federationMetadataUrl);
  const role = text.slice(text.indexOf('<IDPSSODescriptor'));
  return [...role.matchAll(/<X509Certificate>([^<]+)/g)].map(([, certificate = '']) => certificate);
}
const thumbprints = async () => {
  const { text } = await entra.get(`/portal/${app().applicationId}`);
  return [...text.matchAll(/<code>([0-9A-F]{40})<\/code>\s*<small>([^,]+(?:, expired)?),/g)].map(
    ([, thumbprint = '', status = '']) => [thumbprint, status] as const,
  );
};
/** What a sign-in is signed with. */
async function signer(): Promise<string | undefined> {
  entra.forgetCookies();
  const picker = await entra.get(authnRequestUrl(app()));
  const response = responseIn(await entra.signIn(picker, 'b.simon@acme.example'));
  return /<X509Certificate>([^<]+)/.exec(response)?.[1];
}
const certificates = (path = '', fields: Readonly<Record<string, string>> = {}) =>
  entra.post(`/portal/${app().applicationId}/certificates${path}`, fields);

it('shows a new certificate in the metadata at once, and signs with it when it is made active', async () => {
  const first = app().certificate;
  await certificates();
  const [, added = expect.unreachable()] = await thumbprints();
  expect(added[1]).toBe('Inactive');
  expect(await shown()).toHaveLength(2);
  expect(await signer()).toBe(first.base64);

  await certificates(`/${added[0]}`, { do: 'activate' });
  expect(await signer()).not.toBe(first.base64);
  expect((await shown())[0]).toBe(await signer());
  expect((await thumbprints()).map(([, status]) => status)).toEqual(['Active', 'Inactive']);
});

it('signs with a newer inactive certificate as soon as the active one has expired', async () => {
  const first = app().certificate;
  await certificates();
  clock = new Date(first.notAfter.getTime() - 1);
  expect(await signer()).toBe(first.base64);
  clock = first.notAfter;
  expect(await signer()).not.toBe(first.base64);
});

it('deletes an inactive certificate, and never the active one', async () => {
  await certificates();
  const [active = expect.unreachable(), inactive = expect.unreachable()] = await thumbprints();
  await certificates(`/${active[0]}`, { do: 'delete' });
  await certificates(`/${inactive[0]}`, { do: 'delete' });
  expect((await thumbprints()).map(([thumbprint]) => thumbprint)).toEqual([active[0]]);
  expect(await shown()).toEqual([app().certificate.base64]);
});
