import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { productionSite } from '../../shared/apps/site.ts';
import type { DecryptionKeys } from '../../shared/keys/own-keys.ts';
import { Problem } from '../../shared/problems/problem.ts';
import type { ValidationReport } from '../../shared/saml/inbound/report.ts';
import { contentKeyOf } from '../../shared/sign-in/content-key.ts';
import { type DiagnosisDependencies, diagnoseForTenant } from '../../shared/sign-in/diagnose-for-tenant.ts';
import { requestLifetimeSeconds } from '../../shared/sign-in/flow.ts';
import { signIn } from '../../shared/sign-in/sign-in.ts';
import type { Acceptance, Attack } from '../attacks/attack.ts';
import { acceptedSealed, refusedSealed } from '../attacks/encryption/chapters.ts';
import { sealed } from '../attacks/encryption/sealed.ts';
import { keys, tenantOf, verdictOfTenant } from '../attacks/encryption/verdict.ts';
import { genuineOf } from '../attacks/genuine.ts';
import { type Chapter, casesOf } from '../attacks/section.ts';
import { posted } from '../attacks/verdict.ts';
import { gallery } from '../fixtures/apps.ts';
import { claimsOfBSimon } from '../fixtures/entra-parts.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { toBase64 } from '../fixtures/post.ts';
import { signedResponse } from '../fixtures/signed-response.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { inTurn } from '../harness/tier.ts';
import { attemptOf, openRequest, storesOf, tenantWith } from './attempt.ts';

const outcomeOf = ({ checks }: ValidationReport, name: string) =>
  checks.find((check) => check.name === name)?.outcome;

const told = ({ code, expected, actual, authenticated }: Problem) => ({
  code,
  expected,
  actual,
  authenticated,
});

/** Both modes at one app; in the sample, every row in one of the two. */
const inSample = <Row extends Attack | Acceptance>({ rows }: Chapter<Row>) =>
  inTurn(rows, (row) => casesOf({ about: '', rows: [row] }).filter(({ app }) => app === 'timetrack'));

describe('an examination of an encrypted assertion', () => {
  const genuine = genuineOf('timetrack', 'assertion');
  const meansOf = (decryptionKeys: DecryptionKeys | undefined, more: Partial<DiagnosisDependencies> = {}) =>
    ({
      site: productionSite(gallery.timetrack),
      tenant: tenantOf({ message: '' }, genuine, 'optional'),
      now: facts.now,
      contentKeyOf: ({ encryptedAssertion }) =>
        decryptionKeys && contentKeyOf(encryptedAssertion, decryptionKeys, randomBytes),
      ...more,
    }) satisfies DiagnosisDependencies;

  it('fails first in what the judge refuses by', async () => {
    const cases = [
      ...refusedSealed.flatMap(inSample).map(({ row, ...at }) => ({ ...at, row, forge: row.attack })),
      ...acceptedSealed.flatMap(inSample).map(({ row, ...at }) => ({ ...at, row, forge: row.message })),
    ];
    for (const { app, mode, row, forge } of cases) {
      const at = genuineOf(app, mode);
      const post = posted(forge, at);
      const tenantMode = row.tenant ?? 'optional';
      const verdict = await verdictOfTenant(post, at, tenantMode);
      const tenant = tenantOf(post, at, tenantMode);
      const { problem } = await diagnoseForTenant(
        post.field ?? toBase64(post.message),
        meansOf(keys, { tenant, now: post.now ?? facts.now }),
      );
      expect(problem && told(problem), row.name).toEqual(
        'refused' in verdict ? told(verdict.refused) : undefined,
      );
    }
  });

  it('reads what is in it once it is open', async () => {
    const report = await diagnoseForTenant(toBase64(sealed(genuine)), meansOf(keys));

    expect(report.verified).toBe(true);
    expect(report.facts.nameId?.value).toBe(facts.signInName);
    expect(outcomeOf(report, 'decryption')).toBe('passed');
    expect(outcomeOf(report, 'encryption')).toBe('passed');
  });

  it('never asks a key over a forged envelope, and says nothing of what is in it', async () => {
    const unwrap = vi.spyOn(keys, 'unwrap');
    const forged = sealed(genuine, { sign: 'response', signature: { key: signingKey({ name: 'other' }) } });
    const report = await diagnoseForTenant(toBase64(forged), meansOf(keys));

    expect(unwrap).not.toHaveBeenCalled();
    expect(report.problem?.code).toBe('key-unknown');
    expect(outcomeOf(report, 'subject')).toBe('not-reached');
    expect(report.facts.nameId).toBeUndefined();
    expect(report.facts.destination).toBe(facts.replyUrl);
  });

  it('says where a message is not encrypted, and the tenant takes no other', async () => {
    const tenant = tenantOf({ message: '' }, genuine, 'required');
    const report = await diagnoseForTenant(toBase64(signedResponse()), meansOf(keys, { tenant }));

    expect(outcomeOf(report, 'encryption')).toBe('failed');
    expect(report.problem).toMatchObject({
      code: 'encryption-required',
      expected: 'an EncryptedAssertion',
      actual: 'an Assertion',
    });
  });

  it('goes no further than it can read', async () => {
    const { problem, checks } = await diagnoseForTenant(toBase64('<a/>'), meansOf(keys));

    expect(problem?.code).toBe('response-root');
    expect(checks.map(({ name }) => name)).not.toContain('encryption');
  });

  it('says that nothing is decrypted where there are no keys', async () => {
    const report = await diagnoseForTenant(toBase64(sealed(genuine)), meansOf(undefined));

    expect(report.problem?.code).toBe('assertion-encrypted');
  });

  it('says so too where nobody has been asked for any', async () => {
    const { contentKeyOf: _, ...deps } = meansOf(keys);

    expect((await diagnoseForTenant(toBase64(sealed(genuine)), deps)).problem?.code).toBe(
      'assertion-encrypted',
    );
  });
});

describeWithDatabase('an examination of a sign-in', (database) => {
  const stores = () => storesOf(database().tables);
  const site = productionSite(gallery.timetrack);

  /** The field that a person of `tenant` posts, and the tenant as it trusts who signed it. */
  async function arrivalOf(
    user: Parameters<typeof tenantWith>[1],
    parts: Parameters<typeof signedResponse>[0] = {},
  ) {
    const { connection, ...made } = await tenantWith(stores(), user);
    const tenant = {
      ...made,
      connection: { ...connection, issuer: facts.issuer, trustedKeys: [asCertificate(signingKey())] },
    };
    const { id, browserSecret } = await openRequest(stores(), tenant);
    const origin = `https://${tenant.id}.timetrackenterprise.com/api/v2/azure`;
    const own = {
      audience: `${origin}/saml20`,
      replyUrl: `${origin}/callback`,
      inResponseTo: id,
      ...parts,
    };
    return { tenant, id, browserSecret, own, changed: parts, field: toBase64(signedResponse(own)) };
  }

  type Arrival = Awaited<ReturnType<typeof arrivalOf>>;

  const examine = ({ tenant, field }: Arrival, more: Partial<DiagnosisDependencies> = {}) =>
    diagnoseForTenant(field, { site, tenant, now: facts.now, finders: stores(), ...more });

  const withoutIdentity = { claims: claimsOfBSimon.slice(2) };
  const nobody = { signInName: 'somebody@contoso.com' };
  const bound = { identity: { directoryId: facts.directoryId, objectId: 'somebody-else' } };

  it.each<[string, Parameters<typeof arrivalOf>, (arrival: Arrival) => Record<string, string>]>([
    ['nobody of that name', [nobody], ({ id, browserSecret }) => ({ [id]: browserSecret })],
    ['somebody who is not active', [{ active: false }], ({ id, browserSecret }) => ({ [id]: browserSecret })],
    ['another browser', [{}], () => ({})],
    ['another browser and nobody', [nobody], () => ({})],
    ['a wrong cookie and nobody', [nobody], ({ id }) => ({ [id]: 'wrong' })],
    ['a wrong cookie', [{}], ({ id }) => ({ [id]: 'wrong' })],
    ['a request of nobody’s', [{}, { inResponseTo: 'id-of-nothing' }], () => ({})],
    ['somebody else of that name', [bound], ({ id, browserSecret }) => ({ [id]: browserSecret })],
    [
      'no identity of somebody bound',
      [bound, withoutIdentity],
      ({ id, browserSecret }) => ({ [id]: browserSecret }),
    ],
  ])('finds %s as the sign-in does', async (_, made, heldBy) => {
    const arrival = await arrivalOf(...made);
    const held = heldBy(arrival);
    const { problem, checks } = await examine(arrival, { browserSecretOf: (id) => held[id] });
    const attempt = attemptOf(arrival.tenant, arrival.id, held, arrival.changed);
    const refused: unknown = await signIn(stores(), attempt).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(Problem);
    expect(problem && told(problem)).toEqual(told(refused as Problem));
    expect(checks.filter(({ outcome }) => outcome === 'failed').length).toBeGreaterThan(0);
  });

  it('spends nothing and binds nobody', async () => {
    const arrival = await arrivalOf({});
    const { tenant, id, browserSecret } = arrival;
    const browserSecretOf = () => browserSecret;
    const { problem, checks } = await examine(arrival, { browserSecretOf });

    expect(problem).toBeUndefined();
    expect(checks.every(({ outcome }) => outcome === 'passed')).toBe(true);
    expect(await stores().flows.find(tenant.app, tenant.id, id)).toMatchObject({ state: 'requested' });
    expect(
      (await stores().users.findBySignInName(tenant.app, tenant.id, facts.signInName))?.identity,
    ).toBeUndefined();
    expect((await examine(arrival, { browserSecretOf })).problem).toBeUndefined();
  });

  /** A message that is valid for longer than its request. */
  const lasting = {
    notOnOrAfter: secondsAfter(facts.now, 2 * requestLifetimeSeconds),
    confirmationNotOnOrAfter: secondsAfter(facts.now, 2 * requestLifetimeSeconds),
  };

  it('takes a captured message as what it was, whether or not it has spent its request since', async () => {
    const arrival = await arrivalOf({}, lasting);
    const { tenant, id, browserSecret, own } = arrival;
    expect(outcomeOf(await examine(arrival), 'request')).toBe('passed');
    expect(
      (await examine(arrival, { now: secondsAfter(facts.now, requestLifetimeSeconds) })).problem?.code,
    ).toBe('flow-expired');

    await signIn(
      stores(),
      attemptOf(tenant, id, { [id]: browserSecret }, { assertionId: facts.assertionId }),
    );
    expect(outcomeOf(await examine(arrival), 'request')).toBe('passed');

    const another = { ...arrival, field: toBase64(signedResponse({ ...own, assertionId: '_another' })) };
    expect((await examine(another)).problem?.code).toBe('flow-spent');

    const swept = { ...arrival, field: toBase64(signedResponse({ ...own, inResponseTo: facts.requestId })) };
    expect(outcomeOf(await examine(swept), 'request')).toBe('not-reached');
    expect((await examine(swept)).problem).toBeUndefined();
  });

  it('takes an unsolicited message once, and a captured one as what it was', async () => {
    const arrival = await arrivalOf({}, { inResponseTo: undefined });
    const browserSecretOf = () => undefined;
    expect(outcomeOf(await examine(arrival, { browserSecretOf }), 'request')).toBe('passed');
    expect(outcomeOf(await examine(arrival), 'request')).toBe('passed');

    const parts = { assertionId: facts.assertionId };
    await signIn(stores(), attemptOf(arrival.tenant, undefined, {}, parts));
    expect((await examine(arrival, { browserSecretOf })).problem?.code).toBe('assertion-replayed');
    expect(outcomeOf(await examine(arrival), 'request')).toBe('passed');
  });

  it('takes a captured message until the very moment that its request expires', async () => {
    const arrival = await arrivalOf({}, lasting);
    const at = async (seconds: number) =>
      outcomeOf(await examine(arrival, { now: secondsAfter(facts.now, seconds) }), 'request');

    expect(await at(requestLifetimeSeconds - 1)).toBe('passed');
    expect(await at(requestLifetimeSeconds)).toBe('failed');
  });

  it('asks for nothing where the message says nobody', async () => {
    const arrival = await arrivalOf({}, { nameId: undefined });
    const requests = await database().requestsOf(() => examine(arrival));
    const report = await examine(arrival);

    expect(requests).toEqual([]);
    expect([outcomeOf(report, 'request'), outcomeOf(report, 'user')]).toEqual(['not-reached', 'not-reached']);
  });

  it('names every check that it made', async () => {
    const { checks } = await examine(await arrivalOf({}));

    expect(checks.slice(-5).map(({ name }) => name)).toEqual([
      'status',
      'encryption',
      'mapping',
      'request',
      'user',
    ]);
  });

  it('reads nobody’s user for what no trusted key has signed', async () => {
    const arrival = await arrivalOf({});
    const field = toBase64(signedResponse(arrival.own, { key: signingKey({ name: 'other' }) }));
    const requests = await database().requestsOf(() => examine({ ...arrival, field }));

    expect(requests).toEqual([]);
    const report = await examine({ ...arrival, field });
    expect([outcomeOf(report, 'request'), outcomeOf(report, 'user')]).toEqual(['not-reached', 'not-reached']);
  });
});
