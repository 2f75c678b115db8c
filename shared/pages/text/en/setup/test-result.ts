/** What a test sign-in found. */
export const testResultTexts = {
  passed: 'The test sign-in passed',
  failed: 'The test sign-in failed',
  /** The values changed after the test. */
  outdated: 'You changed the values after this test. Test again.',
  begunHere: 'With the button on this page',
  begunThere: 'By the directory: from the test in Entra, or from a tile in My Apps',
  testedAt: 'Tested',
  begun: 'Started',
  whatToFix: 'How to fix it',
  expected: 'Expected',
  received: 'Received',
  /** The directory answered with an error. */
  directorySays: 'The directory says',
  directoryFailed:
    'The directory itself refused the sign-in; its message is below. Open the failed sign-in in Entra, under Monitoring & health > Sign-in logs. Fix the reason shown there (often you are not assigned in Users and groups), then test again.',
  whatArrived: 'What arrived',
  nothingArrived:
    'None of the certificates that you entered signed this message, so its content is not shown.',
  /** An encrypted assertion that is not signed itself, or is for another audience. */
  nothingDisclosed:
    'The encrypted assertion was decrypted, but its content is not shown: it is not signed itself, or it is for another application. To see the claims here, select "Sign SAML response and assertion" as the Signing Option in Entra.',
  nameId: 'Unique User Identifier (Name ID)',
  user: 'User',
  authentication: 'How you signed in to the directory',
  authenticatedAt: 'When (AuthnInstant)',
  authnContext: 'How (AuthnContextClassRef)',
  methods: 'Methods that the application gets (amr)',
  severalFactors: { stated: 'several factors stated', missing: 'several factors not stated' },
  notStated: 'not stated',
  application: 'What the application gets',
  claims: (count: number) => `All claims: ${count} arrived`,
  claimsLeftOut: (count: number) => `and ${count} more ${count === 1 ? 'claim' : 'claims'}`,
  allChecks: (passed: number, all: number) => `All checks: ${passed} of ${all} passed`,
  outcomes: { passed: 'Passed', failed: 'Failed', 'not-reached': 'Not reached' },
  /** The user that the message names, by the outcome that a sign-in would have. */
  accountStatuses: {
    created: (name: string) => `${name} would be created as a user and signed in.`,
    known: (name: string) => `${name} would be signed in.`,
    'user-unknown': (name: string) =>
      `There is no user ${name} yet. The test still counts. Before ${name} can sign in, the user has to be created with exactly this name.`,
    'user-not-entitled': (name: string) =>
      `${name} has no user yet, and not the role or group that creates one. The test still counts.`,
    'user-removed': (name: string) =>
      `The user ${name} was removed. The test still counts. Contact support to have it created again.`,
    'user-not-active': (name: string) => `The user ${name} is not active. The test still counts.`,
    'user-other-identity': (name: string) =>
      `The user ${name} belongs to another person in your directory, or to an earlier account of the same person. Contact support.`,
    'user-identity-missing': (name: string) =>
      `We recognise the user ${name} by object ID, but none arrived. Send objectidentifier and tenantid, as Entra does by default.`,
  } as Readonly<Record<string, (name: string) => string>>,
  otherwise: (name: string) => `${name} could not sign in yet.`,
  /** What each check verifies, by its name. */
  checks: {
    encoding: 'The message is a form post in base64',
    xml: 'The message is well-formed XML',
    response: 'It is a SAML response',
    signature: 'It has a signature of the expected kind',
    'signature-algorithm': 'It is signed with SHA-256 or better',
    'signing-key': 'A certificate that you entered signed it',
    'signature-value': 'It was not changed after signing',
    encryption: 'It is encrypted as agreed',
    decryption: 'It could be decrypted',
    certificate: 'The signing certificate is valid today',
    assertion: 'It contains one assertion',
    claims: 'Its claims can be read',
    subject: 'It names a person (Name ID)',
    conditions: 'It states its audience and how long it is valid',
    authentication: 'It states when the person signed in',
    identity: 'It contains the person’s object ID and directory ID',
    issuer: 'It comes from your directory (issuer)',
    audience: 'It is for this application (Identifier)',
    recipient: 'It is for this Reply URL',
    destination: 'It was sent to this Reply URL',
    answer: 'All its parts answer the same request',
    times: 'It is valid now',
    'response-time': 'It was created before it arrived',
    status: 'The directory reports success',
    'multi-factor': 'It states several factors, as this application requires',
    mapping: 'It has what the application needs to know',
    request: 'It answers this test',
    user: 'The person has an active user',
  } as Readonly<Record<string, string>>,
};
