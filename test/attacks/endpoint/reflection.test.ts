import { beforeAll, describe, expect, it } from 'vitest';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { claimNames, claimsOfBSimon } from '../../fixtures/entra-parts.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { attributeValue } from '../../fixtures/xml-text.ts';
import { type Asked, ask } from '../../harness/ask.ts';
import { type Begun, beginAt, type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

/** Markup, a header and a line of the log, all in one. */
const markup = `"'><script>alert(1)</script><img src=x onerror=alert(1)>`;
const lines = '\r\nSet-Cookie: a=b\r\n\r\n{"event":"sign-in.accepted"}\u2028\u0085';

type Make = (hostile: string, scene: { readonly acme: Customer; readonly begun: Begun }) => Asked;

const answering =
  (parts: (hostile: string) => object): Make =>
  (hostile, { acme, begun }) => ({
    url: acme.urls.replyUrl,
    cookies: begun.cookies,
    form: formBody(acme.message(begun.requestId, parts(hostile))),
  });

/** Every place of a request to the Reply URL that somebody else may fill. */
const places: Readonly<Record<string, Make>> = {
  'the NameID': answering((hostile) => ({ nameId: hostile })),
  'the issuer': answering((hostile) => ({ issuer: hostile })),
  'the audience': answering((hostile) => ({ audience: hostile })),
  'the recipient': answering((hostile) => ({ recipient: hostile })),
  'the destination': answering((hostile) => ({ destination: hostile })),
  InResponseTo: answering((hostile) => ({ inResponseTo: hostile })),
  'the Assertion ID': answering((hostile) => ({ assertionId: hostile })),
  'the status code': answering((hostile) => ({ statusCode: hostile })),
  'the status message': answering((hostile) => ({ statusCode: 'urn:x', statusMessage: hostile })),
  'the confirmation method': answering((hostile) => ({ confirmationMethod: hostile })),
  'a date': answering((hostile) => ({ notOnOrAfter: hostile })),
  'the version': answering((hostile) => ({ assertionVersion: hostile })),
  'the name of a claim with a malformed value': answering((hostile) => ({
    raw: {
      attributeStatements: `<AttributeStatement><Attribute Name="${attributeValue(hostile)}"><AttributeValue>a<b></b></AttributeValue></Attribute></AttributeStatement>`,
    },
  })),
  'an identity claim': answering((hostile) => ({
    claims: claimsOfBSimon.map((claim) => (claim[0] === claimNames.objectId ? [claim[0], hostile] : claim)),
  })),
  'what is no message': (hostile, { acme }) => ({
    url: acme.urls.replyUrl,
    form: formBody(`<a>${hostile}</b>`),
  }),
  'the base64': (hostile, { acme }) => ({
    url: acme.urls.replyUrl,
    form: new URLSearchParams({ SAMLResponse: hostile }).toString(),
  }),
  'a field of the form': (hostile, { acme }) => ({
    url: acme.urls.replyUrl,
    form: new URLSearchParams({ [hostile]: hostile }).toString(),
  }),
  'the media type': (hostile, { acme }) => ({
    url: acme.urls.replyUrl,
    form: 'a=b',
    headers: { 'content-type': hostile },
  }),
  'the method': (hostile, { acme }) => ({ url: acme.urls.replyUrl, method: hostile }),
  'the query': (hostile, { acme }) => {
    const url = new URL(acme.urls.replyUrl);
    url.searchParams.append('namespace', hostile);
    url.searchParams.append('SAMLResponse', hostile);
    return { url: url.href, form: 'SAMLResponse=x' };
  },
  'a cookie': (hostile, { acme, begun }) => ({
    url: acme.urls.replyUrl,
    cookies: [`__Host-session=${hostile}`, `__Host-flow-${begun.requestId}=${hostile}`],
    form: formBody(acme.message(begun.requestId)),
  }),
};

describeWithDatabase('what somebody else wrote', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  describe.each<AppId>(['timetrack', 'trakstar'])('to %s', (app) => {
    let acme: Customer;
    beforeAll(async () => {
      acme = await customerOf(product, app);
    });

    describe.each(Object.keys(places))('as %s', (place) => {
      it.each([
        ['markup', markup],
        ['line breaks', lines],
      ])('is neither run nor believed: %s', async (_, hostile) => {
        const begun = await beginAt(product, acme.signOnUrl());
        const make = places[place];
        if (make === undefined) throw new Error(place);
        const answer = await ask(product.assertionConsumer, make(hostile, { acme, begun }));

        expect(answer.statusCode).toBeGreaterThanOrEqual(400);
        expect(answer.statusCode).toBeLessThan(500);
        expect(answer.body).not.toMatch(/<script>alert|<img src=x/);
        expect(answer.body).not.toMatch(/Set-Cookie: a=b\r\n|\u2028|\u0085/);
        for (const value of [...Object.values(answer.headers ?? {}), ...(answer.cookies ?? [])]) {
          expect(String(value)).toMatch(/^[\x20-\x7e]*$/);
        }
        expect(answer.cookies).toEqual([]);
        // One line, and nothing in it that breaks one or that a terminal would obey.
        expect(log.text()).toMatch(/^[^\n]*\n$/);
        expect(log.text()).not.toMatch(/[\r\u2028\u2029\u0085\u001b]/);
        expect(log.lines().map(({ event }) => event)).toEqual(['sign-in.refused']);
      });
    });

    it('is kept in the ring as it is shown, and no longer than that', async () => {
      const { rejections } = product.deployment;
      const kept = await rejections.list(app, acme.tenant, facts.now);

      expect(kept.length).toBeGreaterThan(10);
      for (const { expected = '', actual = '' } of kept) {
        expect(`${expected}${actual}`).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(actual.length).toBeLessThanOrEqual(300);
      }
    });
  });
});
