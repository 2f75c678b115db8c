import { assertionConsumerEndpoint } from '../../../functions/assertion-consumer/endpoint.ts';
import type { FlowId } from '../../../shared/ids/flow-id.ts';
import { hashOfSecret, newSecret, systemRandom } from '../../../shared/ids/secret.ts';
import type { AccountStatusStore } from '../../../shared/sign-in/account-status.ts';
import { flowKey } from '../../../shared/sign-in/flow-item.ts';
import type { Tables } from '../../../shared/store/dynamodb.ts';
import type { CachedTenantStore } from '../../../shared/tenants/store/cached-tenant-store.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { userKey } from '../../../shared/users/user-item.ts';
import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { toBase64 } from '../../fixtures/post.ts';
import { type Answered, ask } from '../../harness/ask.ts';
import { productOver } from '../../harness/product.ts';
import { aRequest, aTenant, aUser } from '../../harness/samples.ts';
import { recorded } from '../../harness/written.ts';
import { tenant } from '../../ids/identifiers.ts';
import type { Post } from '../attack.ts';
import type { AppName, World } from '../world.ts';

const acme = tenant('acme');
const requestId = facts.requestId as FlowId;

/** What came of a post: the answer, and the keys of what it wrote. */
interface Knock {
  readonly answer: Answered;
  readonly written: readonly string[];
}

/** The Reply URL of acme, in the browser that began the request that genuine messages answer. */
export interface Door {
  /** Opens that request anew, and lets nobody but B.Simon be a user, who has never signed in. */
  prepare(app: AppName, signInName?: string): Promise<void>;
  /** Posts a message as a row of the corpus says it. */
  knock(app: AppName, world: World, post: Post): Promise<Knock>;
}

/** acme's Reply URLs over `tables`. The tenant is what each row says of it, however odd; the rest is real. */
export function doorOver(tables: Tables): Door {
  const watched = recorded(tables);
  const browserSecret = newSecret();
  const cookies = [`__Host-flow-${requestId}=1.${browserSecret}`];
  const users = new Map<AppName, string>();

  return {
    async prepare(app, signInName = facts.signInName) {
      const { users: store, flows } = productOver(tables).deployment;
      await tables.flows.delete(flowKey(app, acme, requestId));
      await tables.tenants.delete(userKey(app, acme, users.get(app) ?? signInName));
      users.set(app, signInName);
      await store.add(aUser({ app, tenant: acme, signInName }));
      const request = { ...aRequest({ app, tenant: acme, id: requestId }), returnTo: '/reports/7' };
      await flows.request({
        ...request,
        requestedAt: facts.now,
        expiresAt: secondsAfter(facts.now, 600),
        browserHash: hashOfSecret(browserSecret),
      });
    },

    async knock(app, world, post) {
      const { issuer, trustedKeys } = { ...world, ...post.at, ...post };
      const allowSha1 = post.allowSha1 ?? false;
      const claim = post.identityClaim === undefined ? {} : { identityClaim: post.identityClaim };
      const configured = aTenant({
        app,
        id: acme,
        connection: { issuer, trustedKeys, allowSha1, ...claim },
        // Before the request began: one that an earlier tenant of this name began is unknown here.
        createdAt: secondsAfter(facts.now, -86_400),
      });
      const { deployment } = productOver(watched.tables);
      const handler = assertionConsumerEndpoint(
        {
          ...deployment,
          tenants: always(configured),
          accountStatuses: standingIn(deployment.accountStatuses, configured),
          random: systemRandom,
        },
        {
          clock: () => post.now ?? facts.now,
        },
      );
      const form = new URLSearchParams({ SAMLResponse: post.field ?? toBase64(post.message) }).toString();
      watched.takeWritten();
      const answer = await ask(handler, { url: world.replyUrl, cookies, form });
      return { answer, written: watched.takeWritten() };
    },
  };
}

/** A store of one tenant, which may be one that no real store would hand out. */
function always(configured: Tenant): CachedTenantStore {
  const store: Pick<CachedTenantStore, 'peekCached' | 'find' | 'findFresh' | 'versionOf'> = {
    peekCached: () => undefined,
    find: async () => configured,
    findFresh: async () => configured,
    versionOf: () => 1,
  };
  return { ...productOver(unreachable).deployment.tenants, ...store, pinCertificate: async () => false };
}

/** The users of the store, in that tenant. */
function standingIn(accountStatuses: AccountStatusStore, { createdAt }: Tenant): AccountStatusStore {
  const tenant = { createdAt, version: 1, isOpen: true, sessionGeneration: 0 };
  return { find: async (...name) => ({ ...(await accountStatuses.find(...name)), tenant }) };
}

const unreachable = {} as Tables;
