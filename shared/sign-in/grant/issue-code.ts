import { newGrantId } from '../../ids/grant-id.ts';
import { hashOfSecret, newSecret, type Random, systemRandom } from '../../ids/secret.ts';
import { defined } from '../../objects/defined.ts';
import type { Authorization } from '../../openid/authorization.ts';
import type { SignedInFlow } from '../flow.ts';
import type { GrantStore } from './grant-store.ts';
import { tokenText } from './token-text.ts';

/** For whom a code is issued, and when. */
export interface CodeIssue {
  /** A running session, whose person asked for the code. */
  readonly session: SignedInFlow;
  /** The request of a client for the session's tenant. */
  readonly authorization: Authorization;
  readonly now: Date;
  readonly random?: Random;
}

/** Returns a new code of a running session for a client, which it may redeem for `codeLifetimeSeconds`: one write. */
export async function issueCode(
  { grants }: { readonly grants: Pick<GrantStore, 'issue'> },
  { session, authorization, now, random = systemRandom }: CodeIssue,
): Promise<string> {
  const { app, tenant, tenantCreatedAt } = session;
  // The redirect has the state; the token endpoint never needs it, and it may have 4 kB.
  const { state: _, ...kept } = authorization;
  const id = newGrantId(random);
  const secret = newSecret(random);
  await grants.issue(
    {
      app,
      tenant,
      id,
      session: session.id,
      ...defined({ tenantCreatedAt }),
      authorization: kept,
      issuedAt: now,
      codeHash: hashOfSecret(secret),
    },
    session.sessionExpiresAt,
  );
  return tokenText({ app, tenant, id }, secret);
}
