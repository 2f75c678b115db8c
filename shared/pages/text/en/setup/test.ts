/** Step 5: the test sign-in. */
export const testTexts = {
  intro:
    'The test is a real sign-in with your own account and the values that you entered. It starts no session, and changes nothing for your users.',
  start: 'Test now',
  again: 'Test again',
  incomplete: 'Entra’s values are missing. Enter them in step 3.',
  orInEntra: 'Or select Test on the application’s Single sign-on page in Entra. That test counts here too.',
  watch: 'Wait for the result here.',
  waitingTitle: 'Waiting for the test',
  waiting: 'Waiting for the test sign-in. This page checks every 5 seconds, for up to 10 minutes.',
  stopWaiting: 'Stop waiting',
  gaveUp:
    'No test sign-in arrived within 10 minutes. If Entra shows an error, it sends nothing to this page: find its number below.',
  waitAgain: 'Wait again',
  unproven:
    'Your directory has not yet signed with every certificate here. A test proves only the certificate that is active in Entra.',
  goOn: 'Continue to activation',
};
