import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { AppId } from '../../shared/ids/app-id.ts';
import { addCustomer, begin, type Customer, post, signIn } from './customer.ts';
import { dial } from './dial.ts';
import { useLatchkey } from './running.ts';

const clock = new URL('movable-clock.ts', import.meta.url);
vi.stubEnv('NODE_OPTIONS', `--import ${clock.href}`);
const latchkey = await useLatchkey('off');

/** A minute passes for the process. */
const aMinutePasses = () => process.kill(latchkey.process().pid, 'SIGUSR2');

describe.each<AppId>(['timetrack', 'trakstar'])('a tenant of %s that is disabled while it runs', (app) => {
  let customer: Customer;
  beforeAll(async () => {
    customer = await addCustomer(latchkey, app, 'hooli');
  });

  it('is refused at sign-on and at the ACS a minute later, and is let in at once when it is enabled', async () => {
    // Both are remembered, the session and a request that is under way.
    expect((await signIn(customer)).status).toBe(303);
    const underWay = await begin(customer.urls.signOnUrl);
    const { operate } = latchkey.process();
    await operate('tenant', 'disable', app, 'hooli');
    aMinutePasses();

    await vi.waitFor(async () => expect((await dial(customer.urls.signOnUrl)).status).toBe(404), 10_000);
    const message = customer.message(underWay.requestId);
    const [line] = await latchkey.logOf(async () => {
      const { status, cookies } = await post(customer, message, underWay.cookies);
      expect([status, cookies]).toEqual([404, []]);
    });
    expect(line).toMatchObject({ event: 'sign-in.refused', tenant: 'hooli', problem: 'tenant-disabled' });

    await operate('tenant', 'enable', app, 'hooli');
    const { status, cookies } = await post(customer, message, underWay.cookies);
    expect([status, (await dial(customer.at('/session'), { cookies })).status]).toEqual([303, 200]);
  });
});
