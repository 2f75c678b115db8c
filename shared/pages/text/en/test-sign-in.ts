/** What a test sign-in is told with, in English. */
export const testSignInEnglish = {
  passed: 'The test sign-in passed',
  failed: 'The test sign-in did not pass',
  /** What a change since then makes of a result. */
  outdated: 'You have changed something since. Test again.',
  begunHere: 'Started with the button on this page',
  begunThere: 'Sent by the directory: by Entra’s own test, or from a tile in My Apps',
  testedAt: 'Tested',
  begun: 'Started',
  whatToFix: 'How to fix it',
  expected: 'Expected',
  received: 'Received',
  /** Of a Response in which the directory says that it failed. */
  directorySays: 'The directory says',
  directoryFailed:
    'The directory itself ended the sign-in; its own words are below. Look for the failed sign-in in Entra: Monitoring > Sign-in logs. Put right what it names there, often that you are assigned in Users and groups, and test again.',
  whatArrived: 'What arrived',
  nothingArrived:
    'None of the certificates that you handed over signed this message, so nothing in it is shown.',
  /** Of an encrypted assertion without a signature of its own, or one that is meant for somebody else. */
  nothingDisclosed:
    'The encrypted assertion was opened, but its content stays hidden: it is not signed itself, or it is meant for another application. To see the claims here, select "Sign SAML response and assertion" as the Signing Option in Entra.',
  nameId: 'Unique User Identifier (Name ID)',
  user: 'User',
  claims: (count: number) => `Every claim: ${count} arrived`,
  claimsLeftOut: (count: number) => `and ${count} more ${count === 1 ? 'claim' : 'claims'}`,
  allChecks: (passed: number, all: number) => `Every check: ${passed} of ${all} passed`,
  outcomes: { passed: 'Passed', failed: 'Failed', 'not-reached': 'Not reached' },
  /** Who the message is about, by what would become of a sign-in. */
  accountStatuses: {
    known: (name: string) => `${name} would be signed in.`,
    'user-unknown': (name: string) =>
      `There is no user ${name} yet. The test counts all the same; before ${name} can sign in, the user has to be created under exactly this name.`,
    'user-not-active': (name: string) =>
      `The user ${name} has been created and is not active yet. The test counts all the same.`,
    'user-other-identity': (name: string) =>
      `The user ${name} belongs to another person of your directory, or to an earlier account of the same one. The operator decides.`,
    'user-identity-missing': (name: string) =>
      `The user ${name} is known by object id, and none arrived. Send objectidentifier and tenantid, as Entra does by default.`,
  } as Readonly<Record<string, (name: string) => string>>,
  otherwise: (name: string) => `${name} could not sign in yet.`,
  /** Each check by its name, as what it makes sure of. */
  checks: {
    encoding: 'The message is a form post in base64',
    xml: 'The message is well-formed XML',
    response: 'It is a SAML response',
    signature: 'It carries a signature of the right kind',
    'signature-algorithm': 'It is signed with SHA-256 or better',
    'signing-key': 'A certificate that you handed over signed it',
    'signature-value': 'Nothing in it was changed on the way',
    decryption: 'It could be decrypted',
    certificate: 'The signing certificate is valid today',
    assertion: 'It holds one assertion',
    claims: 'Its claims can be read',
    subject: 'It names a person (Name ID)',
    conditions: 'It says for whom and how long it counts',
    authentication: 'It says when the person signed in',
    identity: 'It carries the person’s object id and directory id',
    issuer: 'It comes from your directory (issuer)',
    audience: 'It is meant for this application (Identifier)',
    recipient: 'It is meant for this Reply URL',
    destination: 'It was sent to this Reply URL',
    answer: 'All its parts answer the same request',
    times: 'It counts at this moment',
    'response-time': 'It was made before it arrived',
    status: 'The directory reports success',
    encryption: 'It is encrypted as agreed',
    request: 'It answers this very test',
    user: 'The person has an active user',
  } as Readonly<Record<string, string>>,
};

/** Every text of a test sign-in: what English has, each language has. */
export type TestTexts = typeof testSignInEnglish;
