import { defined } from '../../../shared/objects/defined.ts';
import type { Problem } from '../../../shared/problems/problem.ts';
import { readResponse } from '../../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../../shared/saml/inbound/signature/prepare-trust.ts';
import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import { verifyResponse } from '../../../shared/saml/inbound/verify.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { toBase64 } from '../../fixtures/post.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import { problemOf } from './refusal.ts';

/** What a refusal tells an administrator beside its code. */
export interface Told {
  readonly code: Problem['code'];
  readonly expected?: string;
  readonly actual?: string;
}

/** What TimeTrack's tenant acme, which trusts `trustedKeys`, tells of `message` where it refuses it. */
export function toldOf(
  message: string,
  trustedKeys: readonly TrustedKey[] = [asCertificate(signingKey())],
): Told | undefined {
  const { issuer, identifier, replyUrl } = facts;
  const problem = problemOf(() =>
    verifyResponse(
      readResponse(toBase64(message)),
      { issuer, identifier, replyUrl, trust: prepareTrust({ trustedKeys, allowSha1: false }) },
      facts.now,
    ),
  );
  if (problem === undefined) return undefined;
  const { code, expected, actual } = problem;
  return {
    code,
    ...defined({ expected, actual }),
  };
}
