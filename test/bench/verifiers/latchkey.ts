import { readResponse } from '../../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../../shared/saml/inbound/signature/prepare-trust.ts';
import { verifyResponse } from '../../../shared/saml/inbound/verify.ts';
import type { PrepareVerifier, Task } from '../task.ts';

/** Verifies by Latchkey, all checks included. Synchronous: the memory bench calls it in a loop without awaiting. */
export const prepare = (({ samlResponse, issuer, identifier, replyUrl, certificate }: Task) => {
  const trust = prepareTrust({ trustedKeys: [{ kind: 'certificate', certificate }], allowSha1: false });
  const expectations = { issuer, identifier, replyUrl, trust };
  return () => verifyResponse(readResponse(samlResponse), expectations, new Date()).nameId.value;
}) satisfies PrepareVerifier;
