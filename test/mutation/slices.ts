/** A part of the product that is mutated at a time, and the tests that have to notice, the quickest first. */
export interface Slice {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

const inbound = (...names: readonly string[]) => names.map((name) => `shared/saml/inbound/${name}.ts`);
const http = (...names: readonly string[]) => names.map((name) => `shared/http/${name}.ts`);

/** Of test sign-ins, in `shared/flows`. */
const ofTests = '{test-flow,dynamodb-test-flow-store,try-draft}';

/** Of what became of sign-ins, in `shared/flows`. */
const ofTheLog =
  '{drift,dynamodb-refusal-recorder,dynamodb-sign-in-log,failed-check,instruction,message-shape,refused-message,sign-in-log}';

/** All that `npm run mutation` mutates: SAML, the flows, cookies and redirects. */
export const slices: Readonly<Record<string, Slice>> = {
  'canonical-form': {
    mutate: inbound('canonical-xml'),
    tests: ['test/saml/inbound/canonical-xml.test.ts'],
  },
  instants: {
    mutate: inbound('instant'),
    tests: ['test/saml/inbound/instant.test.ts', 'test/attacks/c-parsing.test.ts'],
  },
  base64: { mutate: inbound('post-binding'), tests: ['test/saml/inbound/post-binding.test.ts'] },
  sequences: {
    mutate: inbound('schema-sequence'),
    tests: ['test/saml/inbound/schema-sequence.test.ts', 'test/attacks/a-wrapping.test.ts'],
  },
  statuses: {
    mutate: inbound('status'),
    tests: ['test/saml/inbound/{status,judge,told-of-a-response}.test.ts'],
  },
  attributes: {
    mutate: inbound('attributes', 'identity'),
    tests: [
      'test/saml/inbound/{attributes,identity,told-of-an-assertion}.test.ts',
      'test/attacks/b-text.test.ts',
    ],
  },
  reader: {
    mutate: inbound('xml', 'xml-*', 'namespace-*'),
    tests: ['test/saml/inbound/{told-of-a-document,xml*}.test.ts', 'test/attacks/{b,c}-*.test.ts'],
  },
  keys: {
    mutate: inbound('trusted-keys', 'trust-check', 'rsa-strength'),
    tests: [
      'test/saml/inbound/{trusted-keys,trust-check,rsa-strength,told-of-a-signature,judge,examination}.test.ts',
      'test/attacks/d-keys.test.ts',
    ],
  },
  signature: {
    mutate: inbound('signature', 'signed-info', 'algorithms'),
    tests: [
      'test/saml/inbound/{signature,signed-info,told-of-a-signature,examination}.test.ts',
      'test/attacks/{a,d}-*.test.ts',
    ],
  },
  response: {
    mutate: inbound('response'),
    tests: [
      'test/saml/inbound/{signature,told-of-a-response,judge,examination}.test.ts',
      'test/attacks/{a,f,e}-*.test.ts',
    ],
  },
  assertion: {
    mutate: inbound('assertion', 'conditions', 'subject-confirmation', 'judge'),
    tests: [
      'test/saml/inbound/{assertion,told-of-an-assertion,judge,examination}.test.ts',
      'test/attacks/f-protocol.test.ts',
    ],
  },
  encryption: {
    mutate: inbound('decrypt*', 'encrypt*', 'disclosure'),
    tests: [
      'test/saml/inbound/{encrypted-assertion,encrypted-response,decrypt,disclosure}.test.ts',
      'test/attacks/e-*.test.ts',
    ],
  },
  examination: {
    mutate: inbound('check', 'check-list', 'examination', 'message-facts', 'signature-facts'),
    tests: ['test/saml/inbound/{check-list,examination}.test.ts', 'test/flows/examine-for-tenant.test.ts'],
  },
  problems: {
    mutate: inbound('problem', 'problems/*'),
    tests: ['test/docs/problems.test.ts', 'test/saml/inbound/problem.test.ts'],
  },
  'other-messages': {
    mutate: [...inbound('logout-request'), 'shared/saml/outbound/*.ts'],
    tests: ['test/saml/inbound/logout*.test.ts', 'test/saml/outbound/*.test.ts'],
  },
  'test-sign-ins': {
    mutate: [`shared/flows/${ofTests}.ts`],
    tests: [
      'test/flows/try-draft.test.ts',
      'test/store/test-flow-store.test.ts',
      'test/functions/test-sign-in.test.ts',
    ],
  },
  'sign-in-log': {
    mutate: [`shared/flows/${ofTheLog}.ts`],
    tests: [
      'test/flows/{drift,failed-check,instruction,instructions,message-shape,refused-message}.test.ts',
      'test/store/{refusal-log,sign-in-log}.test.ts',
      'test/functions/sign-in.test.ts',
      'test/infra/operator/{explain,flows/*}.test.ts',
    ],
  },
  flows: {
    mutate: ['shared/flows/*.ts', `!shared/flows/${ofTests}.ts`, `!shared/flows/${ofTheLog}.ts`],
    tests: [
      'test/flows/*.test.ts',
      'test/store/{flow-store,refusal-log,refusal-rings}.test.ts',
      'test/functions/{sign-in,encrypted-sign-in,grace,session,logout,older-session,sign-in-limits}.test.ts',
    ],
  },
  cookies: {
    mutate: http('*cookie*', 'secret', 'flow-name', 'session-value'),
    tests: ['test/http/{*cookie*,secret}.test.ts'],
  },
  redirects: {
    mutate: http('return-to', 'landing', 'safe-url', 'same-origin'),
    tests: ['test/http/{return-to,safe-url}.test.ts', 'test/functions/return-to.test.ts'],
  },
};
