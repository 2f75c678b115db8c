import { entraLabels } from '../entra.ts';

const { pages, fields } = entraLabels;

/** What Entra itself shows when it refuses a test: then nothing comes back to the page that waits. */
export const directoryErrorsTexts = {
  heading: 'Does Entra show an error?',
  intro:
    'Then it sends nothing here. Find the number that begins with AADSTS, follow the line below, and test again.',
  /** What each number means, and what to do about it. Microsoft’s own texts may change; the numbers stay. */
  causes: (appName: string): Readonly<Record<string, { readonly means: string; readonly fix: string }>> => ({
    AADSTS50105: {
      means: 'You are not assigned to the application.',
      fix: `${pages.usersAndGroups(appName)}: select ${fields.addUser}, then assign yourself.`,
    },
    AADSTS50011: {
      means: 'The Reply URL in Entra is not ours.',
      fix: `${pages.basic(appName)}: copy ${fields.replyUrl} again from step 2.`,
    },
    AADSTS700016: {
      means: 'The Identifier in Entra is not ours, or you signed in to another directory.',
      fix: `${pages.basic(appName)}: copy ${fields.identifier} again from step 2. Sign in with an account of the directory that has the application.`,
    },
    AADSTS7000112: {
      means: 'The application is disabled in Entra.',
      fix: `${pages.properties(appName)}: set Enabled for users to sign in? to Yes.`,
    },
    AADSTS50020: {
      means: 'Your account is not in this directory.',
      fix: 'Sign out of Microsoft, then test with an account of the directory that has the application.',
    },
    AADSTS53003: {
      means: 'A Conditional Access policy blocks this sign-in.',
      fix: `${pages.signInLogs()}: open the failed sign-in. Its tab Conditional Access names the policy.`,
    },
    AADSTS75011: {
      means: 'You signed in to Microsoft by another method than the request asks for.',
      fix: `Sign out of Microsoft, then test in a private window. If the number stays, contact support: ${appName} asks for no method.`,
    },
    AADSTS750054: {
      means: 'Entra received no sign-in request.',
      fix: 'Copy the Login URL again in step 3. Begin with Test now on this page.',
    },
    AADSTS76021: {
      means: 'Entra accepts only signed requests of this application.',
      fix: `${pages.certificates(appName)}: at Verification certificates (optional), select Edit and clear Require verification certificates. Or ask support for signed requests.`,
    },
  }),
  others: 'Look up another number at Microsoft',
};
