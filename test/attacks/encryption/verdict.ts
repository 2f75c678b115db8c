import { randomBytes } from 'node:crypto';
import { productionSite } from '../../../shared/apps/site.ts';
import { parseTenantId } from '../../../shared/ids/tenant-id.ts';
import { localDecryptionKeys } from '../../../shared/keys/local-keys.ts';
import { Problem } from '../../../shared/problems/problem.ts';
import { readMessage } from '../../../shared/saml/inbound/response.ts';
import { contentKeyOf } from '../../../shared/sign-in/content-key.ts';
import { verifyEncryptedForTenant, verifyForTenant } from '../../../shared/sign-in/verify-for-tenant.ts';
import type { Tenant } from '../../../shared/tenants/tenant.ts';
import { profileOf } from '../../fixtures/apps.ts';
import { timeOfVerification } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { toBase64 } from '../../fixtures/post.ts';
import type { Post } from '../attack.ts';
import type { Genuine } from '../genuine.ts';
import type { Verdict } from '../verdict.ts';

/** What the tenant says of encryption; `off`: nothing. */
export type TenantMode = 'off' | 'optional' | 'required';

const { certificate } = signingKey({ name: 'decryption' });

/** The service provider's keys: the current one, and the one before it. */
export const keys = localDecryptionKeys(
  new Map([
    ['current', signingKey({ name: 'decryption' }).privateKey],
    ['previous', signingKey({ name: 'decryption before' }).privateKey],
  ]),
);

/** Reads, decrypts and judges `post` as the tenant of `genuine` does. */
export async function verdictOfTenant(post: Post, genuine: Genuine, mode: TenantMode): Promise<Verdict> {
  const site = productionSite(profileOf(genuine.app));
  const tenant = tenantOf(post, genuine, mode);
  const now = post.now ?? timeOfVerification();
  try {
    const message = readMessage(post.field ?? toBase64(post.message));
    if (message.kind === 'failed') throw message.problem;
    const accepted =
      message.kind === 'encrypted'
        ? await verifyEncryptedForTenant(
            message,
            contentKeyOf(message.encryptedAssertion, keys, randomBytes),
            { site, tenant, now },
          )
        : verifyForTenant(message, site, tenant, now);
    return { accepted };
  } catch (error) {
    if (error instanceof Problem) return { refused: error };
    throw error;
  }
}

/** The tenant that `post` comes to. */
export function tenantOf(post: Post, { app, world }: Genuine, mode: TenantMode): Tenant {
  const id = parseTenantId('acme');
  if (id === undefined) throw new TypeError('acme is no tenant id');
  return {
    app,
    id,
    connection: {
      state: 'active',
      issuer: world.issuer,
      loginUrl: 'https://login.microsoftonline.com/common/saml2',
      trustedKeys: post.trustedKeys ?? world.trustedKeys,
      allowSha1: post.allowSha1 ?? false,
      ...(mode === 'off' ? {} : { encryption: { mode, certificate } }),
    },
    sessionLengthSeconds: 28_800,
    createdAt: now(),
    updatedAt: now(),
  };
}

const now = timeOfVerification;
