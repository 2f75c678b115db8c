import { beforeAll, describe, expect, it } from 'vitest';
import { locate } from '../../../shared/apps/locate.ts';
import { productionSite } from '../../../shared/apps/site.ts';
import { endpointUrl } from '../../../shared/apps/urls.ts';
import { toTenantItem } from '../../../shared/tenants/store/tenant-item.ts';
import type { Tenant as StoredTenant } from '../../../shared/tenants/tenant.ts';
import { gallery, profileOf } from '../../fixtures/apps.ts';
import { facts } from '../../fixtures/facts.ts';
import { formBody } from '../../fixtures/post.ts';
import { signedResponse } from '../../fixtures/signed-response.ts';
import { type Answered, ask, cookiesOf } from '../../harness/ask.ts';
import { beginAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { aTenant, aUser, provenBy } from '../../harness/samples.ts';
import { expectedAt, type Tenant, tenants } from '../tenants.ts';
import type { SigningMode } from '../world.ts';

const sites = Object.values(gallery).map(productionSite);

/** `tenant` of the matrix as it is stored. */
function storedOf({ replyUrl, issuer, trustedKeys }: Tenant): StoredTenant {
  const { hostname, pathname, search } = new URL(replyUrl);
  const place = locate(sites, { host: hostname, path: pathname, rawQuery: search.slice(1) });
  if (place?.tenant.kind !== 'named') throw new Error(replyUrl);
  return aTenant({ app: place.site.app.id, id: place.tenant.id, connection: { issuer, trustedKeys } });
}

/** The same after a sign-in by its own request, which its directory signed. */
function provenOf(tenant: Tenant): StoredTenant {
  const stored = storedOf(tenant);
  return { ...stored, connection: { ...stored.connection, ...provenBy(tenant.key) } };
}

function signOnUrlOf(tenant: Tenant): string {
  const { app, id } = storedOf(tenant);
  return endpointUrl(productionSite(profileOf(app)), id, 'sign-on');
}

let serial = 0;
/** A message that the directory of `tenant` signs for it, with an Assertion ID of its own. */
function messageFor({ issuer, identifier, replyUrl, key }: Tenant, sign: SigningMode, inResponseTo?: string) {
  serial += 1;
  const parts = { issuer, audience: identifier, replyUrl, inResponseTo, assertionId: `_${serial}` };
  return formBody(signedResponse(parts, { key, sign }));
}

describeWithDatabase('twelve tenants', (database) => {
  const log = useLog();
  let product: Product;
  beforeAll(async () => {
    product = productOver(database().tables);
    for (const tenant of tenants) {
      const stored = storedOf(tenant);
      const { app, id } = stored;
      // Past the store's own guards, which let no two tenants of Trakstar trust one key of one directory.
      await database().tables.tenants.put(toTenantItem({ tenant: stored, version: 0 }));
      await product.deployment.users.add(aUser({ app, tenant: id, signInName: facts.signInName }));
    }
  });

  const post = (to: Tenant, form: string, cookies: readonly string[] = []): Promise<Answered> =>
    ask(product.assertionConsumer, { url: to.replyUrl, form, cookies });
  const outcome = () => {
    const { event, problem } = log.decision();
    return event === 'sign-in.accepted' ? 'accepted' : problem;
  };

  describe.each(['assertion', 'response'] as const)('with the %s signed', (sign) => {
    it.each(tenants)('take what answers a request of $label at no other door', async (from) => {
      // One browser that has begun at every door: no cookie is missing anywhere.
      const begun = new Map<Tenant, Awaited<ReturnType<typeof beginAt>>>();
      for (const tenant of tenants) begun.set(tenant, await beginAt(product, signOnUrlOf(tenant)));
      const cookies = [...begun.values()].flatMap((one) => one.cookies);
      const form = messageFor(from, sign, begun.get(from)?.requestId);
      const others = tenants.filter((to) => to !== from);
      const outcomes = [];
      for (const to of others) {
        expect((await post(to, form, cookies)).cookies).toEqual([]);
        outcomes.push([to.label, outcome()]);
      }

      expect(outcomes).toEqual(others.map((to) => [to.label, expectedAt(from, to)]));
      const answer = await post(from, form, cookies);
      expect([answer.statusCode, outcome()]).toEqual([303, 'accepted']);
      const { app, id } = storedOf(from);
      for (const to of tenants) {
        const url = new URL('/session', to.replyUrl).href;
        const session = await ask(product.session, { url, cookies: cookiesOf(answer) });
        const isAtHome = to === from || (app === 'trakstar' && storedOf(to).app === 'trakstar');
        expect(session.statusCode).toBe(isAtHome ? 200 : 401);
        if (isAtHome) expect(JSON.parse(session.body ?? '')).toMatchObject({ app, tenant: id });
      }
    });

    it.each(tenants)('take what nobody asked for of $label at no other door', async (from) => {
      const form = messageFor(from, sign);
      for (const to of tenants.filter((other) => other !== from)) {
        expect((await post(to, form)).cookies).toEqual([]);
        expect([to.label, outcome()]).toEqual([to.label, expectedAt(from, to)]);
      }
      const answer = await post(from, form);
      const [made] = cookiesOf(answer).map((cookie) => cookie.split('=')[0]);
      expect(answer.statusCode).toBe(303);
      expect(made).toBe(storedOf(from).app === 'timetrack' ? '__Host-session' : '__Host-restarted');
    });
  });

  it('could not all be added to Trakstar once they have proven their keys: one key of one directory names one tenant', async () => {
    const { tenants: store } = product.deployment;
    const ofTrakstar = tenants.map(provenOf).filter(({ app }) => app === 'trakstar');
    for (const { app, id } of ofTrakstar) await store.remove(app, id);
    const added = [];
    for (const tenant of ofTrakstar) {
      added.push(
        await store.add(tenant).then(
          () => tenant.id,
          ({ reason }) => reason,
        ),
      );
    }
    expect(added).toEqual(['acme', 'guarded', 'initech', 'acme-2', 'guarded', 'umbrella']);
  });
});
