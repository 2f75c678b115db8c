import { randomUUID } from 'node:crypto';
import type { AppId } from '../../shared/ids/app-id.ts';
import { requestIdBytes } from '../../shared/ids/request-id.ts';
import { hashOfSecret, newSecret, systemRandom } from '../../shared/ids/secret.ts';
import { newTestFlowId } from '../../shared/ids/test-flow-id.ts';
import { flowCookie } from '../../shared/sign-in/browser/flow-cookie.ts';
import type { TestFlow } from '../../shared/sign-in/test/test-flow.ts';
import { emptyConnection } from '../../shared/tenants/connection.ts';
import type { ConnectionDraft, DraftTest } from '../../shared/tenants/draft/connection-draft.ts';
import { withDraftValues } from '../../shared/tenants/draft/draft.ts';
import { readTestResult, type TestResult } from '../../shared/tenants/draft/test-result.ts';
import { profileOf } from '../fixtures/apps.ts';
import { facts, secondsAfter } from '../fixtures/facts.ts';
import { type SigningKey, signingKey } from '../fixtures/keys.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';
import { type Customer, type CustomerChoices, customerOf } from './customer.ts';
import type { Product } from './product.ts';

/** A customer whose administrator is setting up, and has come to the test. */
export interface DraftCustomer extends Customer {
  /** What the draft expects as the issuer. */
  readonly issuer: string;
  readonly draft: ConnectionDraft;
}

/** A test sign-in that was begun: what the browser that did so holds. */
export interface BegunTest {
  readonly test: TestFlow;
  readonly cookies: readonly string[];
}

/** What a test says of a draft. */
export interface DraftChoices {
  readonly key?: SigningKey;
  readonly otherKeys?: readonly SigningKey[];
  /** What the administrator typed. Default: the running connection's, or one of its own. */
  readonly issuer?: string;
}

/** A customer with a draft that trusts `key` and `otherKeys`; nothing else has been set up yet, unless `choices` has a connection. */
export async function draftCustomerOf(
  product: Pick<Product, 'deployment'>,
  app: AppId,
  {
    key = signingKey({ name: 'draft' }),
    otherKeys = [],
    issuer: typed,
    ...choices
  }: CustomerChoices & DraftChoices = {},
): Promise<DraftCustomer> {
  const directoryId = randomUUID();
  const connection = choices.connection ?? emptyConnection;
  const customer = await customerOf(product, app, { sso: true, ...choices, connection });
  const running = customer.tenant.connection.issuer;
  const issuer = typed ?? (running === '' ? `https://sts.windows.net/${directoryId}/` : running);
  const { id } = customer.tenant;
  const values = {
    issuer,
    loginUrl: `https://login.microsoftonline.com/${directoryId}/saml2`,
    trustedKeys: [key, ...otherKeys].map((each) => asCertificate(each)),
  };
  const { draft } = await product.deployment.tenants.change(
    app,
    id,
    { by: 'test', at: facts.now },
    (tenant) => withDraftValues(tenant, values, 'test', facts.now),
  );
  if (draft === undefined) throw new Error('no draft');
  return {
    ...customer,
    issuer,
    draft,
    message: (inResponseTo, parts = {}, more = {}) =>
      customer.message(inResponseTo, { issuer, ...parts }, { key, ...more }),
  };
}

/** Begins a test of the customer's draft, as the set-up page does. */
export async function beginTest(
  { deployment }: Pick<Product, 'deployment'>,
  { tenant, draft }: Pick<DraftCustomer, 'tenant' | 'draft'>,
): Promise<BegunTest> {
  const secret = newSecret(systemRandom);
  const test: TestFlow = {
    app: tenant.app,
    tenant: tenant.id,
    id: newTestFlowId(requestIdBytes({ app: tenant.app, tenant: tenant.id, secret })),
    state: 'requested',
    revision: draft.revision,
    requestedAt: facts.now,
    expiresAt: secondsAfter(facts.now, 600),
    browserHash: hashOfSecret(secret),
  };
  await deployment.testFlows.begin(test);
  const site = deployment.sites.find(({ app }) => app.id === tenant.app);
  const app = site?.app ?? profileOf(tenant.app);
  return {
    test,
    cookies: [flowCookie(test.id, secret, { now: facts.now, app, tenant: tenant.id }).split(';')[0] ?? ''],
  };
}

/** What the tenant's draft now keeps of its last test. */
export async function keptTest(
  { deployment }: Pick<Product, 'deployment'>,
  { tenant }: Customer,
): Promise<(DraftTest & { readonly result: TestResult | undefined }) | undefined> {
  const test = (await deployment.tenants.findFresh(tenant.app, tenant.id))?.draft?.test;
  return test && { ...test, result: readTestResult(test.summary) };
}
