import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { localDecryptionKeys } from '../../../shared/keys/local-keys.ts';
import type { SignedInFlow } from '../../../shared/sign-in/flow.ts';
import { dynamoDbSignInLog } from '../../../shared/sign-in/log/dynamodb-sign-in-log.ts';
import { emptyConnection } from '../../../shared/tenants/connection.ts';
import type { EntraParts } from '../../fixtures/entra-parts.ts';
import { entraResponse } from '../../fixtures/entra-response.ts';
import { facts, instantFromNow, secondsAfter } from '../../fixtures/facts.ts';
import { type SigningKey, signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { signWhole } from '../../fixtures/sign.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { sealedMessage } from '../../functions/assertion-consumer/sealed-message.ts';
import { ask } from '../../harness/ask.ts';
import { useLocalTables } from '../../harness/command.ts';
import { beginAt, type Customer, customerOf } from '../../harness/customer.ts';
import { beginTest, draftCustomerOf, keptTest } from '../../harness/draft-customer.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

const stageKey = signingKey({ name: 'decryption' });
const victimKey = signingKey({ name: 'victim' });
const ownKey = signingKey({ name: 'attacker' });
const encryption = { mode: 'optional', certificate: stageKey.certificate } as const;

/** What the victim's assertion says that nobody else knows. */
const secrets = {
  nameId: 'petra.geheim@victim.example',
  sessionIndex: '_victims-session',
  assertionId: '_victims-assertion',
  request: '_0123456789abcdef0123456789abcdef',
  claims: [
    ['urn:victim:salary-band', 'band-seventeen'],
    ['http://schemas.microsoft.com/identity/claims/displayname', 'Petra Geheim'],
  ],
  notBefore: instantFromNow(-777),
  notOnOrAfter: instantFromNow(4_321),
} as const;

type Cipher = 'aes256-cbc' | 'aes256-gcm';
type Inside = 'signed' | 'unsigned';
type Typed = 'own' | "the victim's";
type Keys = 'own' | "own and the victim's";

/** A cipher text in a Response that somebody else wrote and signed. */
function wrapped(cipherText: string, around: Partial<EntraParts>, key: SigningKey): string {
  return signWhole(entraResponse({ ...around, raw: { assertion: cipherText } }), { key });
}

describe.each(['timetrack', 'trakstar'] as const)("another customer's cipher text in %s", (app: AppId) => {
  const local = useLocalTables();
  const log = useLog();
  let product: Product;
  let victim: Customer;

  beforeAll(async () => {
    const decryptionKeys = localDecryptionKeys(new Map([['current', stageKey.privateKey]]));
    const pace = { now: () => 0, until: async () => {} };
    product = productOver(local.tables(), () => facts.now, undefined, { decryptionKeys, clock: pace });
    victim = await customerOf(product, app, {
      connection: { encryption, trustedKeys: [asCertificate(victimKey)] },
    });
  });

  /** What the victim's directory sent, as it stands in the victim's Response. */
  function cipherText(inside: Inside, cipher: Cipher): string {
    let cipherText = '';
    sealedMessage(victim, {
      sign: inside === 'signed' ? 'assertion' : 'nothing',
      signature: { key: victimKey },
      encryption: { cipher },
      outside: (encrypted) => {
        cipherText = encrypted;
        return encrypted;
      },
      parts: {
        nameId: secrets.nameId,
        assertionId: secrets.assertionId,
        sessionIndex: secrets.sessionIndex,
        confirmationInResponseTo: secrets.request,
        claims: secrets.claims,
        notBefore: secrets.notBefore,
        notOnOrAfter: secrets.notOnOrAfter,
        confirmationNotOnOrAfter: secrets.notOnOrAfter,
      },
    });
    return cipherText;
  }

  /**
   * Whether an outcome tells that our key opened it: not where only the victim's key signed it and that is not trusted,
   * nor where CBC lets the attacker change what nobody signed.
   */
  const isOpened = (inside: Inside, keys: Keys, cipher: Cipher) =>
    inside === 'unsigned' ? cipher === 'aes256-gcm' : keys !== 'own';

  const typed = (issuer: Typed) => ({
    issuer: issuer === 'own' ? `https://sts.windows.net/${randomUUID()}/` : victim.tenant.connection.issuer,
  });
  const trusted = (keys: Keys, own: SigningKey) =>
    (keys === 'own' ? [own] : [own, victimKey]).map((key) => asCertificate(key));

  /** Everything of the victim's assertion that the attacker did not bring along. */
  function unknownTo(attacker: Customer, issuer: Typed): readonly string[] {
    const { urls, tenant } = victim;
    return [
      ...secrets.claims.flat().filter((text) => !text.startsWith('http')),
      secrets.nameId,
      secrets.sessionIndex,
      secrets.assertionId,
      secrets.request,
      secrets.notBefore,
      secrets.notOnOrAfter,
      urls.replyUrl,
      ...(urls.identifier === attacker.urls.identifier ? [] : [urls.identifier]),
      ...(issuer === 'own' ? [tenant.connection.issuer] : []),
    ];
  }

  /** All that a link holder, the log's reader and the store get to see of an attacker's tenant. */
  async function everythingSeen(attacker: Customer, body: unknown): Promise<string> {
    const { app: id, id: tenant } = attacker.tenant;
    const { deployment } = product;
    const rejections = await deployment.rejections.list(id, attacker.tenant, facts.now);
    const shown = await Promise.all(
      rejections.map(({ reference }) => local.run(`flow show ${id} ${tenant} ${reference} --reveal`)),
    );
    const stored = await deployment.tenants.findFresh(id, tenant);
    return JSON.stringify([
      body,
      log.text(),
      rejections,
      shown.map(({ stdout, stderr }) => [stdout, stderr]),
      stored?.draft,
      (await keptTest(product, attacker))?.result,
    ]);
  }

  const cases = (['signed', 'unsigned'] as const).flatMap((inside) =>
    (['own', "the victim's"] as const).flatMap((issuer) =>
      (['own', "own and the victim's"] as const).flatMap((keys) =>
        (['aes256-cbc', 'aes256-gcm'] as const).map((cipher) => [inside, issuer, keys, cipher] as const),
      ),
    ),
  );

  it.each(cases)(
    '%s inside tells nothing to a draft with %s issuer and %s keys, by %s',
    async (inside, issuer, keys, cipher) => {
      const given = typed(issuer);
      const attacker = await draftCustomerOf(product, app, {
        key: ownKey,
        otherKeys: keys === 'own' ? [] : [victimKey],
        ...given,
        connection: { ...emptyConnection, encryption },
      });
      const { test, cookies } = await beginTest(product, attacker);
      const message = wrapped(
        cipherText(inside, cipher),
        { ...given, replyUrl: attacker.urls.replyUrl, responseInResponseTo: test.id },
        ownKey,
      );

      const answer = await ask(product.assertionConsumer, {
        url: attacker.urls.replyUrl,
        cookies,
        form: formBody(message),
      });

      const kept = await keptTest(product, attacker);
      expect(kept).toMatchObject({ outcome: 'failed', result: { claims: [] } });
      expect([kept?.result?.nameId, kept?.result?.user]).toEqual([undefined, undefined]);
      const outcome = isOpened(inside, keys, cipher) ? 'passed' : 'failed';
      expect(kept?.result?.checks).toContainEqual(expect.objectContaining({ name: 'decryption', outcome }));
      const seen = await everythingSeen(attacker, answer);
      for (const secret of unknownTo(attacker, issuer)) expect(seen).not.toContain(secret);
    },
  );

  // Where all tenants share one Identifier, a key of one issuer belongs to one tenant.
  const running = cases.filter(
    ([, issuer, keys]) => app === 'timetrack' || issuer === 'own' || keys === 'own',
  );
  it.each(running)(
    '%s inside tells nothing to a tenant with %s issuer and %s keys, by %s',
    async (inside, issuer, keys, cipher) => {
      const given = typed(issuer);
      const key = signingKey({ name: `attacker, ${inside}, ${cipher}` });
      const attacker = await customerOf(product, app, {
        connection: { ...given, encryption, trustedKeys: trusted(keys, key) },
      });
      const around = { ...given, replyUrl: attacker.urls.replyUrl, responseInResponseTo: undefined };

      const answer = await ask(product.assertionConsumer, {
        url: attacker.urls.replyUrl,
        form: formBody(wrapped(cipherText(inside, cipher), around, key)),
      });

      expect(log.decision()).toMatchObject({
        event: 'sign-in.refused',
        authenticated: isOpened(inside, keys, cipher),
      });
      expect(log.decision()['problem'] === 'decryption-failed').toBe(!isOpened(inside, keys, cipher));
      const seen = await everythingSeen(attacker, answer);
      for (const secret of unknownTo(attacker, issuer)) expect(seen).not.toContain(secret);
    },
  );

  it('shows an administrator what their own directory signed inside, and only outcomes of what it did not', async () => {
    const shown = async (sign: 'assertion' | 'response') => {
      const customer = await draftCustomerOf(product, app, { key: ownKey, connection: { encryption } });
      const { test, cookies } = await beginTest(product, customer);
      const message = sealedMessage(customer, {
        sign,
        signature: { key: ownKey },
        parts: {
          issuer: customer.issuer,
          responseInResponseTo: test.id,
          confirmationInResponseTo: test.id,
          claims: secrets.claims,
        },
      });
      const form = formBody(message);
      await ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });
      return keptTest(product, customer);
    };

    expect(await shown('assertion')).toMatchObject({
      outcome: 'passed',
      result: {
        nameId: facts.signInName,
        user: { standing: 'known' },
        claims: secrets.claims.map(([name, value]) => ({ name, value })),
      },
    });
    const around = await shown('response');
    expect(around).toMatchObject({ outcome: 'passed', result: { claims: [] } });
    expect(around?.result).not.toHaveProperty('nameId');
    expect(around?.result?.checks).toContainEqual({ name: 'request', outcome: 'passed' });
  });

  it('signs in by a Response alone, and keeps no word of the cipher text that its session does not need', async () => {
    const customer = await customerOf(product, app, { connection: { encryption } });
    const post = async (nameId: string) => {
      const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
      const parts = { nameId, claims: secrets.claims, inResponseTo: requestId };
      const form = formBody(sealedMessage(customer, { sign: 'response', parts }));
      return ask(product.assertionConsumer, { url: customer.urls.replyUrl, cookies, form });
    };

    const refused = await post(secrets.nameId);
    expect(log.decision()).toMatchObject({ problem: 'user-unknown', authenticated: true });
    expect(refused.body).toContain('user-unknown');
    const accepted = await post(facts.signInName);
    expect(accepted.statusCode).toBe(303);
    const { flow } = log.decision();
    const signIns = dynamoDbSignInLog(local.tables().flows);
    let signedIn: SignedInFlow | undefined;
    for await (const each of signIns.list(customer.tenant, secondsAfter(facts.now, 1))) signedIn = each;
    expect(signedIn).toMatchObject({ id: flow, user: { id: customer.user.id } });

    const seen = `${await everythingSeen(customer, [refused, accepted])}${JSON.stringify(signedIn)}`;
    for (const secret of [secrets.nameId, ...secrets.claims.flat()]) expect(seen).not.toContain(secret);
  });
});
