import { beforeAll, describe, expect, it } from 'vitest';
import { sessionAuthorizer } from '../../../functions/session/authorize.ts';
import { sessionEndpoint } from '../../../functions/session/endpoint.ts';
import { lambdaContext } from '../../../infra/local/lambda-context.ts';
import { productionSite, type Site } from '../../../shared/apps/site.ts';
import { maximumMappedClaimsBytes } from '../../../shared/claims/map-claims.ts';
import { withAuthorizer } from '../../../shared/endpoint/authorizer.ts';
import type { AppId } from '../../../shared/ids/app-id.ts';
import { gallery } from '../../fixtures/apps.ts';
import { claimNames, claimsOfBSimon } from '../../fixtures/entra-parts.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { ask } from '../../harness/ask.ts';
import { type Customer, customerOf, signInAt } from '../../harness/customer.ts';
import { describeWithDatabase } from '../../harness/database.ts';
import { useLog } from '../../harness/logged.ts';
import { type Product, productOver } from '../../harness/product.ts';
import { httpApiQuestion, type ProtectedRequest, restApiQuestion } from './authorizer-events.ts';

const ownName = 'a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com';
const clock = () => facts.now;
const sites: readonly Site[] = Object.values(gallery).map((app) => ({
  ...productionSite(app),
  app: { ...app, claims: { email: {}, groups: {} } },
}));

describeWithDatabase('the session function as an authorizer', (database) => {
  const log = useLog();
  let product: Product;
  const customers = {} as Record<AppId, Customer>;
  const cookies = {} as Record<AppId, readonly string[]>;
  /** The function as it is deployed: behind an edge that no question of an authorizer passes. */
  const functionOver = (deployment = product.deployment) => {
    const edge = { secrets: ['a'.repeat(64)], acceptsDirectRequests: false };
    const endpoint = sessionEndpoint(deployment, { clock, edge });
    return withAuthorizer('/session', endpoint, sessionAuthorizer(deployment, clock));
  };
  const decide = async (request: ProtectedRequest, question = httpApiQuestion) =>
    functionOver()(question(request), lambdaContext()) as Promise<Record<string, unknown>>;

  beforeAll(async () => {
    product = productOver(database().tables, undefined, sites);
    for (const app of ['timetrack', 'trakstar'] as const) {
      const customer = await customerOf(product, app);
      const claims = [...claimsOfBSimon, [claimNames.groups, 'g-1', 'g-2'] as const];
      customers[app] = customer;
      cookies[app] = (await signInAt(product, customer, [], { claims })).cookies;
    }
  });
  const hostOf = (app: AppId) => new URL((customers[app] as Customer).at('/')).hostname;
  const heldBy = (app: AppId) => cookies[app] as readonly string[];

  describe.each<AppId>(['timetrack', 'trakstar'])('for an API at the host of %s', (app) => {
    it('lets the person in and says what GET /session says, as texts', async () => {
      const customer = customers[app] as Customer;
      const answer = await decide({ host: hostOf(app), cookies: heldBy(app) });
      const { body = '' } = await ask(product.session, {
        url: customer.at('/session'),
        cookies: heldBy(app),
      });
      const said = JSON.parse(body);

      expect(answer).toEqual({
        isAuthorized: true,
        context: {
          app,
          tenant: customer.tenant.id,
          user: customer.user.id,
          signInName: facts.signInName,
          displayName: 'B.Simon',
          administrator: 'false',
          claims: JSON.stringify(said.claims),
          signedInAt: said.signedInAt,
          authenticatedAt: said.authenticatedAt,
          acr: said.acr,
          amr: JSON.stringify(said.amr),
          expiresAt: said.expiresAt,
        },
      });
      expect(said.claims).toEqual({ email: 'B.Simon@contoso.com', groups: ['g-1', 'g-2'] });
    });

    it('refuses without a session, with a wrong one, and once it has ended', async () => {
      const host = hostOf(app);
      const customer = await customerOf(product, app);
      const { cookies: own } = await signInAt(product, customer);
      const [cookie = ''] = own;
      const forged = cookie.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
      const refused = { isAuthorized: false, context: { refusal: 'not-signed-in' } };
      const at = new URL(customer.at('/')).hostname;

      expect(await decide({ host, cookies: [] })).toEqual(refused);
      expect(await decide({ host: at, cookies: [forged] })).toEqual(refused);
      expect(await decide({ host: at, cookies: [cookie, forged] })).toEqual(refused);
      expect(await decide({ host: at, cookies: own })).toMatchObject({ isAuthorized: true });
      await product.deployment.users.update(customer.user, { active: false }, facts.now);
      expect(await decide({ host: at, cookies: own })).toEqual(refused);
    });
  });

  it('takes no session of another tenant or another app than the host’s', async () => {
    const globex = await customerOf(product, 'timetrack');
    const refused = { isAuthorized: false, context: { refusal: 'not-signed-in' } };

    expect(await decide({ host: new URL(globex.at('/')).hostname, cookies: heldBy('timetrack') })).toEqual(
      refused,
    );
    expect(await decide({ host: hostOf('timetrack'), cookies: heldBy('trakstar') })).toEqual(refused);
    expect(await decide({ host: hostOf('trakstar'), cookies: heldBy('timetrack') })).toEqual(refused);
  });

  it('does not take the query and the path of the API for its own', async () => {
    const host = hostOf('trakstar');
    for (const query of ['tenant=another', 'namespace=another', 'app=timetrack']) {
      for (const path of ['/reviews/1', '/auth/saml', '/']) {
        const answer = await decide({ host, cookies: heldBy('trakstar'), path, query });
        expect(answer).toMatchObject({ isAuthorized: true, context: { app: 'trakstar' } });
      }
    }
  });

  describe('for an API at a host that is none of the stage', () => {
    it('refuses, and tells the operator', async () => {
      const answer = await decide({ host: ownName, cookies: heldBy('trakstar') });
      expect(answer).toEqual({ isAuthorized: false, context: { refusal: 'unknown-host' } });
      expect(log.decision()).toMatchObject({ event: 'request.refused', problem: 'tenant-not-found' });
    });

    it('takes sessions of the app that its stage names, whatever the tenant, and no other', async () => {
      for (const app of ['timetrack', 'trakstar'] as const) {
        const stageVariables = { latchkeyApp: app };
        const other = app === 'timetrack' ? 'trakstar' : 'timetrack';
        expect(await decide({ host: ownName, cookies: heldBy(app), stageVariables })).toMatchObject({
          isAuthorized: true,
          context: { app, tenant: customers[app]?.tenant.id },
        });
        expect(await decide({ host: ownName, cookies: heldBy(other), stageVariables })).toEqual({
          isAuthorized: false,
          context: { refusal: 'not-signed-in' },
        });
      }
      const unknown = {
        host: ownName,
        cookies: heldBy('trakstar'),
        stageVariables: { latchkeyApp: 'other' },
      };
      expect(await decide(unknown)).toMatchObject({ isAuthorized: false });
    });

    it('is no way around the host of a tenant', async () => {
      const globex = await customerOf(product, 'timetrack');
      const host = new URL(globex.at('/')).hostname;
      const stageVariables = { latchkeyApp: 'timetrack' };
      expect(await decide({ host, cookies: heldBy('timetrack'), stageVariables })).toMatchObject({
        isAuthorized: false,
      });
    });
  });

  it('answers a REST API with a policy for its stage', async () => {
    const request = { host: hostOf('trakstar'), cookies: heldBy('trakstar') };
    const statement = {
      Action: 'execute-api:Invoke',
      Resource: 'arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/prod/*',
    };
    expect(await decide(request, restApiQuestion as never)).toMatchObject({
      principalId: customers['trakstar']?.user.id,
      policyDocument: { Version: '2012-10-17', Statement: [{ ...statement, Effect: 'Allow' }] },
      context: { tenant: customers['trakstar']?.tenant.id, administrator: 'false' },
    });
    expect(await decide({ ...request, cookies: ['other=1'] }, restApiQuestion as never)).toMatchObject({
      policyDocument: { Statement: [{ ...statement, Effect: 'Deny' }] },
    });
  });

  it('has only texts in its context, and at most a few kilobytes', async () => {
    const customer = await customerOf(product, 'trakstar');
    const groups = Array.from(
      { length: 45 },
      (_, index) => `00000000-0000-0000-0000-${String(index).padStart(12, '0')}`,
    );
    const claims = [...claimsOfBSimon, [claimNames.groups, ...groups] as const];
    const { cookies: own } = await signInAt(product, customer, [], { claims });
    const { context } = await decide({ host: hostOf('trakstar'), cookies: own });

    for (const value of Object.values(context as object)) expect(value).toBeTypeOf('string');
    const bytes = Buffer.byteLength(JSON.stringify(context));
    expect(bytes).toBeGreaterThan(maximumMappedClaimsBytes * 0.8);
    // JSON in JSON: each quote has a backslash.
    expect(bytes).toBeLessThan(2 * maximumMappedClaimsBytes);
  });

  it('decides nothing where the store fails: no one is signed out', async () => {
    const { tables } = database();
    const fault = Object.assign(new Error('no'), { name: 'ThrottlingException', $metadata: {} });
    const broken = productOver(
      { ...tables, flows: { ...tables.flows, get: () => Promise.reject(fault) } },
      undefined,
      sites,
    );
    const asked = httpApiQuestion({ host: hostOf('trakstar'), cookies: heldBy('trakstar') });
    await expect(functionOver(broken.deployment)(asked, lambdaContext())).rejects.toThrow(
      /^No decision: store-unavailable, reference \S+$/,
    );
    expect(JSON.stringify(log.lines())).not.toContain(heldBy('trakstar')[0]);
  });

  it('costs two reads; one where the cookie proves nothing, and none without one', async () => {
    const host = hostOf('trakstar');
    const [cookie = ''] = heldBy('trakstar');
    const forged = cookie.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
    const readsOf = async (held: readonly string[]) =>
      (await database().requestsOf(() => decide({ host, cookies: held }))).length;

    expect([await readsOf([cookie]), await readsOf([forged]), await readsOf([])]).toEqual([2, 1, 0]);
  });

  it('counts as a use of a session with an idle time-out', async () => {
    const customer = await customerOf(product, 'trakstar', { idleTimeoutSeconds: 3_600 });
    const { cookies: own } = await signInAt(product, customer);
    const host = new URL(customer.at('/')).hostname;
    const after = (seconds: number) => {
      const at = () => secondsAfter(facts.now, seconds);
      const asked = httpApiQuestion({ host, cookies: own });
      return sessionAuthorizer(product.deployment, at)(asked);
    };
    expect(await after(1_800)).toMatchObject({ isAuthorized: true });
    expect(await after(5_399)).toMatchObject({ isAuthorized: true });
    expect(await after(5_399 + 3_600)).toEqual({
      isAuthorized: false,
      context: { refusal: 'not-signed-in' },
    });
  });

  it('still answers a function that hands its event on with the path of GET /session', async () => {
    const event = httpApiQuestion({
      host: hostOf('trakstar'),
      cookies: heldBy('trakstar'),
      path: '/session',
    });
    event.requestContext.http.method = 'GET';
    const answer = await functionOver()(event, lambdaContext());
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'latchkey-app': 'trakstar' } });
  });
});
