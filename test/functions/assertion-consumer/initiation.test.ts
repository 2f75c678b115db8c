import { beforeAll, describe, expect, it } from 'vitest';
import { initiationOf, portalTestRequestId } from '../../../shared/sign-in/initiation.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask, cookiesOf, locationOf } from '../../harness/ask.ts';
import { beginAt, type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';

describe('the launch of a sign-in', () => {
  it.each([
    [facts.requestId, false, 'sp-initiated'],
    [facts.requestId, true, 'restarted'],
    [undefined, false, 'idp-tile'],
    [undefined, true, 'idp-tile'],
    [portalTestRequestId, false, 'portal-test'],
  ])('that answers %s, restarted: %s, is %s', (inResponseTo, restarted, launch) => {
    expect(initiationOf(inResponseTo, restarted)).toBe(launch);
  });
});

describeWithDatabase('a sign-in is labelled by its launch', (database) => {
  const logged = useLog();
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables);
  });

  const post = ({ urls }: Customer, message: string, cookies: readonly string[] = []) =>
    ask(product.assertionConsumer, { url: urls.replyUrl, form: formBody(message), cookies });
  const stored = async ({ tenant }: Customer) => {
    const { flow } = logged.decision();
    return product.deployment.flows.find(tenant.app, tenant.id, flow as never);
  };

  it('of our own request: sp-initiated', async () => {
    const customer = await customerOf(product, 'timetrack');
    const { requestId, cookies } = await beginAt(product, customer.signOnUrl());
    expect((await post(customer, customer.message(requestId), cookies)).statusCode).toBe(303);
    expect(logged.decision()).toMatchObject({ launch: 'sp-initiated', recognisedBy: 'directory-identity' });
    expect(await stored(customer)).toMatchObject({ launch: 'sp-initiated' });
  });

  it('from a tile: idp-tile', async () => {
    const customer = await customerOf(product, 'timetrack');
    expect((await post(customer, customer.message(undefined))).statusCode).toBe(303);
    expect(await stored(customer)).toMatchObject({ launch: 'idp-tile', initiatedBy: 'idp' });
  });

  it("from the portal's test, where its message tells: portal-test, and signed in once", async () => {
    const customer = await customerOf(product, 'timetrack');
    const message = customer.message(portalTestRequestId);
    expect((await post(customer, message)).statusCode).toBe(303);
    expect(await stored(customer)).toMatchObject({ launch: 'portal-test', initiatedBy: 'idp' });
    expect((await post(customer, message)).statusCode).toBe(409);
    expect(logged.decision()).toMatchObject({ problem: 'assertion-replayed', launch: 'portal-test' });
  });

  it.each([undefined, portalTestRequestId])(
    'that we had to start ourselves, after an answer to %s: restarted',
    async (inResponseTo) => {
      const customer = await customerOf(product, 'trakstar');
      const unsolicited = await post(customer, customer.message(inResponseTo));
      expect([unsolicited.statusCode, locationOf(unsolicited)]).toEqual([303, customer.signOnUrl()]);
      const restarted = cookiesOf(unsolicited);
      const { requestId, cookies } = await beginAt(product, customer.signOnUrl(), restarted);
      await post(customer, customer.message(requestId), [...restarted, ...cookies]);
      expect(await stored(customer)).toMatchObject({ launch: 'restarted', initiatedBy: 'sp' });
    },
  );

  it('and refused: the ring of refusals says so too', async () => {
    const customer = await customerOf(product, 'timetrack');
    const { tenant } = customer;
    await post(customer, customer.message(undefined, {}, { key: signingKey({ name: 'other' }) }));
    expect(await product.deployment.rejections.list(tenant.app, tenant, facts.now)).toMatchObject([
      { problem: 'key-unknown', launch: 'idp-tile' },
    ]);
  });

  it('and noted where the directory does not say who the person is for good', async () => {
    const customer = await customerOf(product, 'timetrack');
    await post(customer, customer.message(undefined, { claims: [] }));
    expect(logged.decision()).toMatchObject({ event: 'sign-in.accepted', recognisedBy: 'sign-in-name' });
  });
});
