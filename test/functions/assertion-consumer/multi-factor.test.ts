import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { claimNames, claimsOfBSimon, type EntraParts, withClaim } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, locationOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import {
  administratedCustomerOf,
  answerAdministration,
  beginAdministration,
} from '../setup/administrator.ts';

const multipleAuthn = 'http://schemas.microsoft.com/claims/multipleauthn';
const password = 'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password';
const classes = 'urn:oasis:names:tc:SAML:2.0:ac:classes:';
const methods = (...values: string[]): Partial<EntraParts> => ({
  claims: withClaim(claimsOfBSimon, claimNames.authnMethods, ...values),
});

/** Messages with evidence of several factors. */
const evidence: readonly [string, Partial<EntraParts>][] = [
  ['multipleauthn among the methods', methods(password, multipleAuthn)],
  ['multipleauthn alone', methods(multipleAuthn)],
  [
    'multipleauthn in a second attribute of the name',
    {
      claims: [
        ...withClaim(claimsOfBSimon, claimNames.authnMethods, password),
        [claimNames.authnMethods, multipleAuthn],
      ],
    },
  ],
  ['a class that means several factors', { ...methods(password), authnContextClassRef: multipleAuthn }],
  [
    'a class of SAML for two factors',
    { ...methods(), authnContextClassRef: `${classes}MobileTwoFactorContract` },
  ],
];

/** Messages without it: each differs little from one with it. */
const silence: readonly [string, Partial<EntraParts>][] = [
  ['a password alone', methods(password)],
  ['no methods at all', methods()],
  ['an empty method', methods('')],
  ['multipleauthn in capitals', methods(multipleAuthn.toUpperCase())],
  ['multipleauthn with an end', methods(`${multipleAuthn}x`)],
  ['multipleauthn behind a comma', methods(`${password},${multipleAuthn}`)],
  [
    'multipleauthn in another claim',
    { claims: [...withClaim(claimsOfBSimon, claimNames.authnMethods), ['amr', multipleAuthn]] },
  ],
  [
    'multipleauthn in the name of a claim',
    { claims: [...withClaim(claimsOfBSimon, claimNames.authnMethods), [multipleAuthn, 'true']] },
  ],
  ['mfa, as an application gets it', methods('mfa')],
  ['two methods', methods(password, 'http://schemas.microsoft.com/ws/2012/12/authmethod/otp')],
  [
    'a class that means one factor',
    { ...methods(password), authnContextClassRef: `${classes}PasswordProtectedTransport` },
  ],
  [
    'a class that begins like one for several',
    { ...methods(password), authnContextClassRef: `${classes}MobileTwoFactorContract2` },
  ],
  [
    'a class for several only in a second statement',
    {
      ...methods(password),
      raw: {
        authnStatements: ['Password', 'MobileTwoFactorContract']
          .map(
            (name) =>
              `<AuthnContext><AuthnContextClassRef>${classes}${name}</AuthnContextClassRef></AuthnContext>`,
          )
          .map(
            (context) =>
              `<AuthnStatement AuthnInstant="${facts.now.toISOString()}">${context}</AuthnStatement>`,
          )
          .join(''),
      },
    },
  ],
];

describeWithDatabase('evidence of several factors', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });
  const outcomeOf = async (customer: Customer, parts: Partial<EntraParts>) => {
    const { answer } = await signInAt(product, customer, [], parts);
    return answer.statusCode === 303 ? 'signed-in' : log.decision()['problem'];
  };
  const unsolicitedOutcomeOf = async (customer: Customer, parts: Partial<EntraParts>) => {
    const form = formBody(customer.message(undefined, parts));
    const answer = await ask(product.assertionConsumer, { url: customer.urls.replyUrl, form });
    return answer.statusCode === 303 ? locationOf(answer) : log.decision()['problem'];
  };

  describe.each<AppId>(['timetrack', 'trakstar'])('at %s', (app) => {
    let requiring: Customer;
    let control: Customer;
    beforeAll(async () => {
      requiring = await customerOf(product, app, { requiresMultiFactor: true });
      control = await customerOf(product, app);
    });

    it.each(evidence)('is %s', async (_, parts) => {
      expect(await outcomeOf(requiring, parts)).toBe('signed-in');
    });

    it.each(silence)('is not %s', async (_, parts) => {
      expect(await outcomeOf(requiring, parts)).toBe('multi-factor-missing');
      expect(await outcomeOf(control, parts)).toBe('signed-in');
    });

    it('is required before anything is bound or created', async () => {
      const { users } = product.deployment;
      const newcomers = await customerOf(product, app, {
        requiresMultiFactor: true,
        justInTime: { anybody: true },
        connection: { issuer: facts.issuer },
      });
      const parts = { ...methods(password), nameId: 'new@contoso.com', issuer: facts.issuer };
      const bound = async () =>
        (await users.findBySignInName(app, newcomers.tenant.id, facts.signInName))?.identity;

      expect(await outcomeOf(newcomers, parts)).toBe('multi-factor-missing');
      expect(await users.findBySignInName(app, newcomers.tenant.id, 'new@contoso.com')).toBeUndefined();
      expect(await outcomeOf(newcomers, methods(password))).toBe('multi-factor-missing');
      expect(await bound()).toBeUndefined();
      expect(await outcomeOf(newcomers, methods(multipleAuthn))).toBe('signed-in');
      expect(await bound()).toBeDefined();
    });

    it('tells the administrator of the directory which rule brings it, in both languages', async () => {
      const begun = await beginAt(product, requiring.signOnUrl());
      const pageIn = async (language: string) => {
        const answer = await ask(product.assertionConsumer, {
          url: requiring.urls.replyUrl,
          cookies: begun.cookies,
          headers: { 'accept-language': language },
          form: formBody(requiring.message(begun.requestId, methods(password))),
        });
        return answer.body ?? '';
      };
      expect(await pageIn('en')).toMatch(
        /Conditional Access policy.*Grant.*Require multifactor authentication/s,
      );
      expect(await pageIn('de')).toMatch(
        /bedingten Zugriff.*Gewähren.*Multi-Faktor-Authentifizierung erforderlich/s,
      );
    });

    it('counts at once where the operator requires it, also for a cached tenant', async () => {
      const customer = await customerOf(product, app);
      const { id } = customer.tenant;
      for (const _ of [1, 2]) expect(await outcomeOf(customer, methods(password))).toBe('signed-in');
      // By another process: this one keeps the tenant in its cache.
      const { deployment } = productOver(database().tables);
      await deployment.tenants.change(app, id, { by: 'maria', at: facts.now }, (tenant) => ({
        ...tenant,
        requiresMultiFactor: true,
      }));
      expect(await outcomeOf(customer, methods(password))).toBe('multi-factor-missing');
      expect(await outcomeOf(customer, methods(multipleAuthn))).toBe('signed-in');
    });
  });

  it('is required of an unsolicited sign-in too', async () => {
    const customer = await customerOf(product, 'timetrack', { requiresMultiFactor: true });
    expect(await unsolicitedOutcomeOf(customer, methods(password))).toBe('multi-factor-missing');
    expect(await unsolicitedOutcomeOf(customer, methods(multipleAuthn))).toBe('/welcome');
    const control = await customerOf(product, 'timetrack');
    expect(await unsolicitedOutcomeOf(control, methods(password))).toBe('/welcome');
  });

  it('is required of an administrator who opens the set-up page', async () => {
    const customer = await administratedCustomerOf(product, 'timetrack', { requiresMultiFactor: true });
    const outcomeAt = async (parts: Partial<EntraParts>) => {
      const begun = await beginAdministration(product, customer);
      const answer = await answerAdministration(product, customer, begun, facts.now, parts);
      return answer.statusCode === 303 ? 'open' : log.decision()['problem'];
    };
    const identity = { assertionId: `_${randomUUID()}` };
    expect(await outcomeAt({ ...methods(password), ...identity })).toBe('multi-factor-missing');
    expect(await outcomeAt(methods(multipleAuthn))).toBe('open');
  });
});
