import { judgeResponse } from '../../../shared/saml/inbound/judge.ts';
import { readResponse } from '../../../shared/saml/inbound/response.ts';
import { prepareTrust } from '../../../shared/saml/inbound/trusted-keys.ts';
import type { PrepareVerifier } from '../task.ts';

/** Latchkey with all its checks. */
export const prepare: PrepareVerifier = ({ samlResponse, issuer, identifier, replyUrl, certificate }) => {
  const trust = prepareTrust({ trustedKeys: [{ kind: 'certificate', certificate }], allowSha1: false });
  const expectations = { issuer, identifier, replyUrl, trust };
  return () => judgeResponse(readResponse(samlResponse), expectations, new Date()).nameId.value;
};
