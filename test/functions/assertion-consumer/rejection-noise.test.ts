import { beforeAll, expect, it } from 'vitest';
import { refreshMetadata } from '../../../functions/refresh-metadata/endpoint.ts';
import { scheduleRefresh } from '../../../functions/schedule-refresh/endpoint.ts';
import type { LatchkeyEvent } from '../../../shared/events/latchkey-event.ts';
import { type DelayedRefreshJob, writeRefreshJob } from '../../../shared/events/refresh-job.ts';
import { MetadataFetchError } from '../../../shared/federation-metadata/metadata-fetch-error.ts';
import { dynamoDbRefreshStateStore } from '../../../shared/metadata-refresh/dynamodb-refresh-state-store.ts';
import { dynamoDbRejectionBuffers } from '../../../shared/sign-in/log/dynamodb-rejection-buffers.ts';
import { rejectionSlots } from '../../../shared/sign-in/log/rejection-log.ts';
import { dynamoDbTenantStore } from '../../../shared/tenants/store/dynamodb-tenant-store.ts';
import { apps } from '../../fixtures/apps.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { formBody } from '../../fixtures/post.ts';
import { ask } from '../../harness/ask.ts';
import { type Customer, customerOf } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { lengthOf } from '../../harness/tier.ts';
import { directoryShowing, documentOf } from '../../metadata-refresh/metadata.ts';

const [old, next, strangers] = [signingKey(), signingKey({ name: 'next' }), signingKey({ name: 'stranger' })];
const minutes = lengthOf({ whole: 10, sample: 3 });
const minuteOfTheNewKey = lengthOf({ whole: 4, sample: 1 });
/** Of twenty posts at once: several times what is kept. */
const batches = lengthOf({ whole: 50, sample: 8 });
const noiseAMinute = rejectionSlots;

describeWithDatabase('noise of strangers', (database) => {
  useLog();
  let now = facts.now;
  let product: Product;
  beforeAll(() => {
    product = productOver(database().tables, () => now);
  });

  /** A customer whose directory shows `old`, and the watch over it as it runs in a stage, minute by minute. */
  async function watched() {
    now = facts.now;
    const host = 'https://idp.example/';
    const customer = await customerOf(product, 'timetrack', {
      createdAt: facts.now,
      connection: { issuer: host, metadataUrl: `${host}metadata` },
    });
    const directory = directoryShowing([old], host);
    const events: LatchkeyEvent[] = [];
    const { tenants: tenantsTable, flows } = database().tables;
    const sink = { publish: async (all: readonly LatchkeyEvent[]) => void events.push(...all) };
    /** One run of the schedule, and what it asked for. */
    const run = async () => {
      const asks: DelayedRefreshJob[] = [];
      await scheduleRefresh(
        {
          tenantsOf: async () => [],
          buffers: dynamoDbRejectionBuffers(flows),
          queue: { send: async (all) => void asks.push(...all) },
          events: sink,
          random: () => 0,
        },
        now,
      );
      const undone = await refreshMetadata(
        {
          tenants: dynamoDbTenantStore(tenantsTable, apps),
          refreshStates: dynamoDbRefreshStateStore(tenantsTable),
          metadata: directory,
          events: sink,
          counters: { count: () => {}, publish: () => {} },
          clock: () => now,
        },
        asks.map((each, index) => ({ id: String(index), body: writeRefreshJob(each) })),
      );
      expect(undone).toEqual([]);
    };
    return { customer, directory, events, run };
  }

  const post = async (customer: Customer, message: string) => {
    const answer = await ask(product.assertionConsumer, {
      url: customer.urls.replyUrl,
      form: formBody(message),
    });
    expect(answer.statusCode).toBe(404);
  };

  /** Shows the trusted certificate, which is public, over a message that it never signed. */
  const forged = (customer: Customer) => customer.message(undefined).replaceAll('B.Simon@', 'C.Simon@');
  const ofAStranger = (customer: Customer) => customer.message(undefined, {}, { key: strangers });

  const trustsNext = async ({ tenant }: Customer) => {
    const found = await product.deployment.tenants.findFresh(tenant.app, tenant.id);
    return found?.connection.trustedKeys.length === 2;
  };

  it.each<[string, 'answers' | 'failed before']>([
    ['', 'answers'],
    [', although its metadata failed before', 'failed before'],
  ])(
    `of ${noiseAMinute} posts a minute for ${minutes} minutes keeps no unknown key from its refresh${'%s'}`,
    async (_, metadata) => {
      const { customer, directory, events, run } = await watched();
      if (metadata === 'failed before') {
        const deps = {
          tenants: product.deployment.tenants,
          refreshStates: dynamoDbRefreshStateStore(database().tables.tenants),
        };
        await deps.refreshStates.write(undefined, {
          ...customer.tenant,
          tenant: customer.tenant.id,
          attemptedAt: now,
          seen: {},
          failing: {
            code: 'timeout',
            since: now,
            attempts: 6,
            nextAttemptAt: secondsAfter(now, 86_400),
          },
        });
      }
      const noise = forged(customer);
      let refused: Date | undefined;
      let trusted: Date | undefined;
      for (let minute = 0; minute < minutes; minute += 1) {
        const began = now;
        for (let count = 0; count < noiseAMinute; count += 1) {
          now = secondsAfter(began, Math.floor((count * 50) / noiseAMinute));
          // The one person with the new key comes first, so that all the noise of this minute is on top of it.
          if (minute === minuteOfTheNewKey && count === 0) {
            directory.answer = documentOf([old, next], 'https://idp.example/');
            await post(customer, customer.message(undefined, {}, { key: next }));
            refused = now;
          }
          await post(customer, noise);
        }
        now = secondsAfter(began, 60);
        await run();
        if (trusted === undefined && (await trustsNext(customer))) trusted = now;
      }
      if (refused === undefined || trusted === undefined) return expect.unreachable();
      expect(trusted.getTime() - refused.getTime()).toBeLessThanOrEqual(120_000);
      expect(directory.asked).toHaveLength(1);

      // Nothing is lost in the count, and only what the buffers went round over is not named.
      const rejections = events.flatMap(({ type, detail }) =>
        type === 'latchkey.sign-in.refused' && detail.tenant === customer.tenant.id ? [detail] : [],
      );
      const total = (count: (detail: (typeof rejections)[number]) => number) =>
        rejections.reduce((sum, detail) => sum + count(detail), 0);
      expect(total((detail) => detail.refusals)).toBe(minutes * noiseAMinute + 1);
      expect(total((detail) => detail.signed)).toBe(0);
    },
  );

  it('with keys of their own costs a directory one look in a quarter of an hour', async () => {
    const { customer, directory, run } = await watched();
    directory.answer = new MetadataFetchError('timeout', 'It did not answer in time.');
    const asked: number[] = [];
    for (let minute = 0; minute < 31; minute += 1) {
      const began = now;
      for (let count = 0; count < 4; count += 1) await post(customer, ofAStranger(customer));
      now = secondsAfter(began, 60);
      await run();
      asked.push(directory.asked.length);
    }
    expect(asked[0]).toBe(1);
    expect(asked[14]).toBe(1);
    expect(asked[15]).toBe(2);
    expect(asked[30]).toBe(3);
  });

  it('pushes out nothing that the directory has signed', async () => {
    const { customer } = await watched();
    const { tenant } = customer;
    const { rejections } = product.deployment;
    const answer = await ask(product.assertionConsumer, {
      url: customer.urls.replyUrl,
      form: formBody(customer.message(undefined, { audience: 'urn:another' })),
    });
    expect(answer.statusCode).toBe(403);
    const noise = forged(customer);
    for (let batch = 0; batch < batches; batch += 1) {
      await Promise.all(Array.from({ length: 20 }, () => post(customer, noise)));
    }
    const listed = await rejections.list(tenant.app, tenant, now);
    expect(listed.filter(({ signed }) => signed)).toMatchObject([{ problem: 'audience-mismatch' }]);
    expect(listed.filter(({ signed }) => !signed)).toHaveLength(rejectionSlots);
  });
});
