import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { requestFlowId } from '../../shared/ids/flow-id.ts';
import { newSecret, systemRandom } from '../../shared/ids/secret.ts';
import { beginSignIn } from '../../shared/sign-in/begin.ts';
import { dynamoDbFlowStore } from '../../shared/sign-in/dynamodb-flow-store.ts';
import { requestLifetimeSeconds } from '../../shared/sign-in/flow.ts';
import { secondsAfter } from '../fixtures/facts.ts';
import { describeWithDatabase } from '../harness/database.ts';
import { aTenant, now } from '../harness/samples.ts';

describeWithDatabase('a sign-in that begins', (database) => {
  const flows = () => dynamoDbFlowStore(database().tables.flows);
  const beginning = (more: { readonly returnTo?: string } = {}) => ({
    id: requestFlowId(systemRandom(16)),
    browserSecret: newSecret(),
    now,
    ...more,
  });

  it('is a request of which the store holds only the hash of the secret, until its lifetime ends', async () => {
    const tenant = aTenant();
    const begun = beginning({ returnTo: '/reports/7' });
    const flow = await beginSignIn(flows(), tenant, begun);

    expect(flow).toEqual({
      app: 'timetrack',
      tenant: tenant.id,
      tenantCreatedAt: tenant.createdAt,
      id: begun.id,
      state: 'requested',
      requestedAt: now,
      expiresAt: secondsAfter(now, requestLifetimeSeconds),
      browserHash: createHash('sha256').update(begun.browserSecret).digest('base64url'),
      returnTo: '/reports/7',
    });
    expect(await flows().find('timetrack', tenant.id, begun.id)).toEqual(flow);
  });

  it('need not lead anywhere', async () => {
    expect(await beginSignIn(flows(), aTenant(), beginning())).not.toHaveProperty('returnTo');
  });

  it('is one write', async () => {
    const requests = await database().requestsOf(() => beginSignIn(flows(), aTenant(), beginning()));
    expect(requests).toEqual(['PutItemCommand']);
  });

  it('never takes the place of another', async () => {
    const tenant = aTenant();
    const first = beginning();
    await beginSignIn(flows(), tenant, first);

    await expect(beginSignIn(flows(), tenant, { ...first, browserSecret: newSecret() })).rejects.toThrow(
      'exists already',
    );
  });
});
