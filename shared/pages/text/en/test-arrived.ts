/** The page of a test that the directory sent unasked. Only one function shows it, so the others do not load its texts. */
export const testArrivedTexts = {
  title: 'Test sign-in',
  passed: 'The test sign-in passed',
  failed: 'The test sign-in failed',
  notSignedIn: (appName: string) =>
    `Single sign-on to ${appName} is still being set up, so you are not signed in. The set-up page shows what arrived and what to fix.`,
  toSetup: 'Open the set-up page',
};
