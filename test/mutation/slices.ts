/** A part of the product that is mutated at a time, and the tests that have to notice, the quickest first. */
export interface Slice {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

const inbound = (...names: readonly string[]) => names.map((name) => `shared/saml/inbound/${name}.ts`);
const http = (...names: readonly string[]) => names.map((name) => `shared/http/${name}.ts`);

/** What `npm run mutation` mutates: SAML, sign-ins, cookies and redirects. */
export const slices: Readonly<Record<string, Slice>> = {
  'canonical-form': {
    mutate: inbound('xml/canonical-xml'),
    tests: ['test/saml/inbound/xml/canonical-xml.test.ts'],
  },
  instants: {
    mutate: inbound('assertion/instant'),
    tests: ['test/saml/inbound/assertion/instant.test.ts', 'test/attacks/parsing.test.ts'],
  },
  base64: { mutate: inbound('post-binding'), tests: ['test/saml/inbound/post-binding.test.ts'] },
  sequences: {
    mutate: inbound('xml/schema-sequence'),
    tests: ['test/saml/inbound/xml/schema-sequence.test.ts', 'test/attacks/wrapping.test.ts'],
  },
  statuses: {
    mutate: inbound('status'),
    tests: ['test/saml/inbound/{status,verify,told-of-a-response}.test.ts'],
  },
  attributes: {
    mutate: inbound('assertion/attributes', 'assertion/identity'),
    tests: [
      'test/saml/inbound/assertion/{attributes,identity,told-of-*}.test.ts',
      'test/attacks/text.test.ts',
    ],
  },
  reader: {
    mutate: inbound('xml/{element,limits,names,namespace-*,read-xml,scanner,start-tag,tree,value}'),
    tests: [
      'test/saml/inbound/xml/{read-xml,told-of-a-document,xml*}.test.ts',
      'test/attacks/{text,parsing}.test.ts',
    ],
  },
  keys: {
    mutate: inbound('signature/{prepare-trust,check-signatures,rsa-strength}'),
    tests: [
      'test/saml/inbound/signature/{prepare-trust,check-signatures,rsa-strength,told-of-a-signature}.test.ts',
      'test/saml/inbound/{verify,report}.test.ts',
      'test/attacks/report/corpus.test.ts',
      'test/attacks/keys.test.ts',
    ],
  },
  signature: {
    mutate: inbound('signature/{signature,signed-info,algorithms}'),
    tests: [
      'test/saml/inbound/signature/{signature,signed-info,told-of-a-signature}.test.ts',
      'test/saml/inbound/report.test.ts',
      'test/attacks/report/corpus.test.ts',
      'test/attacks/{wrapping,keys}.test.ts',
    ],
  },
  response: {
    mutate: inbound('response', 'placement'),
    tests: [
      'test/saml/inbound/signature/signature.test.ts',
      'test/saml/inbound/{told-of-a-response,verify,report}.test.ts',
      'test/attacks/report/corpus.test.ts',
      'test/attacks/{wrapping,protocol,encryption}.test.ts',
    ],
  },
  assertion: {
    mutate: inbound('assertion/{assertion,clock-skew,expectations,subject-confirmation,times}', 'verify'),
    tests: [
      'test/saml/inbound/assertion/{assertion,told-of-*}.test.ts',
      'test/saml/inbound/{verify,report}.test.ts',
      'test/attacks/report/corpus.test.ts',
      'test/attacks/protocol.test.ts',
    ],
  },
  encryption: {
    mutate: inbound('encryption/{decrypt*,encrypt*,disclosure}'),
    tests: ['test/saml/inbound/encryption/*.test.ts', 'test/attacks/encryption.test.ts'],
  },
  report: {
    mutate: inbound('checks', 'check-runner', 'report', 'message-facts', 'signature/signature-facts'),
    tests: [
      'test/saml/inbound/{checks,report}.test.ts',
      'test/sign-in/diagnose-for-tenant.test.ts',
      'test/attacks/report/corpus.test.ts',
    ],
  },
  problems: {
    mutate: ['shared/problems/**/*.ts'],
    tests: [
      'test/docs/problems.test.ts',
      'test/problems/problem.test.ts',
      'test/sign-in/log/remediations.test.ts',
    ],
  },
  'other-messages': {
    mutate: [...inbound('logout/*'), 'shared/saml/outbound/*.ts'],
    tests: ['test/saml/inbound/logout/*.test.ts', 'test/saml/outbound/*.test.ts'],
  },
  'test-sign-ins': {
    mutate: ['shared/sign-in/test/*.ts'],
    tests: [
      'test/sign-in/test/test-draft.test.ts',
      'test/store/test-flow-store.test.ts',
      'test/functions/assertion-consumer/test-sign-in.test.ts',
    ],
  },
  'sign-in-log': {
    mutate: ['shared/sign-in/log/*.ts', 'shared/sign-in/response-profile.ts'],
    tests: [
      'test/sign-in/log/*.test.ts',
      'test/sign-in/response-profile.test.ts',
      'test/store/{rejection-log,rejection-buffers,sign-in-log}.test.ts',
      'test/functions/assertion-consumer/sign-in.test.ts',
      'test/infra/operator/{explain,flows/*}.test.ts',
    ],
  },
  'sign-in': {
    mutate: ['shared/sign-in/*.ts', '!shared/sign-in/response-profile.ts'],
    tests: [
      'test/sign-in/*.test.ts',
      'test/store/flow-store.test.ts',
      'test/functions/assertion-consumer/{sign-in,encrypted-sign-in,certificate-grace-period,older-session,sign-in-limits}.test.ts',
      'test/functions/{session,logout/logout}.test.ts',
    ],
  },
  cookies: {
    mutate: [
      ...http('cookies'),
      'shared/sign-in/browser/{*-cookie,session-value}.ts',
      'shared/setup/setup-cookie.ts',
      'shared/ids/{secret,flow-id}.ts',
    ],
    tests: [
      'test/http/cookies.test.ts',
      'test/sign-in/browser/*cookie.test.ts',
      'test/setup/setup-cookie.test.ts',
      'test/ids/secret.test.ts',
      'test/sign-in/flow-id.test.ts',
      'test/functions/assertion-consumer/many-tabs.test.ts',
    ],
  },
  redirects: {
    mutate: [...http('safe-url', 'same-origin'), 'shared/sign-in/browser/{return-to,landing}.ts'],
    tests: [
      'test/http/safe-url.test.ts',
      'test/sign-in/browser/return-to.test.ts',
      'test/functions/sign-on/return-to.test.ts',
    ],
  },
};
