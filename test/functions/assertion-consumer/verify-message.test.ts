import { expect, it } from 'vitest';
import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import type { ConnectionState } from '../../../shared/tenants/tenant.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { ask } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { productOver } from '../../harness/product.ts';

const next = signingKey({ name: 'next' });

describeWithDatabase('a process that remembers the tenant', (database) => {
  const log = useLog();

  /** A customer that a warm process remembers, and how somebody else then changes its connection. */
  async function cached() {
    const warm = productOver(database().tables);
    const customer = await customerOf(warm, 'timetrack');
    const { app, id } = customer.tenant;
    await warm.deployment.tenants.find(app, id);
    const change = (connection: { state?: ConnectionState; trustedKeys?: readonly TrustedKey[] }) =>
      productOver(database().tables).deployment.tenants.change(
        app,
        id,
        { by: 'operator', at: facts.now },
        (tenant) => ({ ...tenant, connection: { ...tenant.connection, ...connection } }),
      );
    const post = async (at: Customer, key = signingKey()) => {
      const form = formBody(at.message(undefined, {}, { key }));
      await ask(warm.assertionConsumer, { url: at.urls.replyUrl, form });
      return log.decision()['problem'] ?? log.decision()['event'];
    };
    return { customer, change, post };
  }

  it('takes a key at once that was added a moment ago', async () => {
    const { customer, change, post } = await cached();
    expect(await post(customer, next)).toBe('key-unknown');
    await change({ trustedKeys: [asCertificate(signingKey()), asCertificate(next)] });

    expect(await post(customer, next)).toBe('sign-in.accepted');
    expect(await post(customer)).toBe('sign-in.accepted');
  });

  it('finds by a stranger’s message that the tenant is disabled, for everybody after', async () => {
    const { customer, change, post } = await cached();
    await change({ state: 'disabled' });

    expect(await post(customer, next)).toBe('tenant-disabled');
    expect(await post(customer)).toBe('tenant-disabled');
    await change({ state: 'active' });
    expect(await post(customer)).toBe('sign-in.accepted');
  });
});
