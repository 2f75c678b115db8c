import { createHash } from 'node:crypto';
import { defined } from '../../objects/defined.ts';
import { ifReached } from '../../saml/inbound/check-runner.ts';
import type { EncryptedResponse, UnverifiedResponse } from '../../saml/inbound/response.ts';
import { readSignature, shownCertificate } from '../../saml/inbound/signature/signature.ts';
import { textOf } from '../../saml/inbound/xml/element.ts';
import { type DiagnosisDependencies, diagnoseMessage } from '../diagnose-for-tenant.ts';
import { type ResponseProfile, responseProfileOfReport } from '../response-profile.ts';

/** What is stored of a rejected message, to show what its directory has to change. It names no person. */
export interface RejectedMessage {
  /** The issuer that it claims. */
  readonly issuer?: string;
  /** SHA-1 thumbprint of the certificate that it shows, lower case. */
  readonly certificate?: string;
  /** What it is signed with, by its own word: `sha256`. */
  readonly signatureHash?: string;
  /** The checks that failed, in order; only of what a trusted key has signed. */
  readonly failed?: readonly string[];
  /** Only of what a trusted key has signed. */
  readonly shape?: ResponseProfile;
}

const longestIssuer = 300;

/**
 * Returns what a message claims about itself. It takes the same short time for every tenant, existing or not.
 */
export function claimsOfMessage(message: UnverifiedResponse | EncryptedResponse): RejectedMessage {
  const issuer = message.issuer && textOf(message.issuer)?.slice(0, longestIssuer);
  const signature =
    message.kind === 'encrypted'
      ? message.signature
      : (message.signatures.assertion ?? message.signatures.response);
  const read = signature && ifReached(() => readSignature(signature));
  const der = read && ifReached(() => shownCertificate(read));
  return {
    ...defined({ issuer }),
    ...(der === undefined ? {} : { certificate: createHash('sha1').update(der).digest('hex') }),
    ...defined({ signatureHash: read?.signedInfo.signatureHash }),
  };
}

/** Returns what is stored of a message that was rejected although the tenant's directory signed it. */
export async function diagnoseRejected(
  message: UnverifiedResponse | EncryptedResponse,
  deps: DiagnosisDependencies,
): Promise<RejectedMessage> {
  const report = await diagnoseMessage(message, deps);
  const failed = report.checks.flatMap(({ name, outcome }) => (outcome === 'failed' ? [name] : []));
  const profile = responseProfileOfReport(report);
  return {
    ...claimsOfMessage(message),
    failed: [...new Set(failed)],
    ...defined({ shape: profile }),
  };
}
