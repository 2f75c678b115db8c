/** The page of an active connection. */
export const doneTexts = {
  title: 'Single sign-on is active',
  heading: 'Single sign-on is active',
  text: (appName: string) =>
    `People assigned in Entra sign in to ${appName} at this address, or with its tile in My Apps:`,
  renew: 'Renew certificate',
  change: 'Change set-up',
  testAgain: 'Test again',
  log: 'Sign-ins',
  renewal:
    'Entra reminds you 60, 30 and 7 days before the certificate expires. With an expired certificate, sign-ins fail.',
};
