import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { notRecognised } from './signature.ts';

const startAgain = 'Open the application and sign in again.';

const usedAlready: ProblemText = {
  sentence: 'This sign-in has already been used. If you are signed in, continue.',
  remedy: startAgain,
};

/** Refusals that need more than the message, in English. */
export const signInTexts: ProblemTexts['signIn'] = {
  'tenant-not-found': {
    ...notRecognised,
    remedy: 'Check the address: it names no organisation that uses this application.',
  },
  'tenant-not-identified': {
    sentence:
      'This sign-in does not say which organisation it is for. Open the application by its own address and sign in there.',
    remedy:
      'Test the sign-in on the set-up page: that proves the certificate that is active in Entra. From then on a tile in My Apps signs people in too. Until then the Sign on URL does.',
  },
  'tenant-disabled': {
    ...notRecognised,
    signedSentence:
      'Sign-in with your organisation’s directory is switched off for this application. Ask the people who run it.',
    remedy:
      'Sign-in is switched off for your organisation. Ask the people who run the application to enable it.',
  },
  'return-to-malformed': {
    sentence:
      'We cannot return you to that address: it is not part of this application. Open the application again.',
    remedy: 'Send returnTo as a path of the application’s own origin, such as /reports/7.',
  },
  'sign-on-no-page': {
    sentence: 'A sign-in starts only when you open a page. Open the application again.',
    remedy: 'Link or redirect to the Sign on URL. Never load it by a script or as an image.',
  },
  'flow-unknown': {
    sentence: 'We did not start this sign-in, or it ended long ago. Please sign in again.',
    remedy: startAgain,
  },
  'flow-expired': {
    sentence: 'This sign-in took too long. Please sign in again.',
    remedy: startAgain,
  },
  'flow-spent': usedAlready,
  'flow-other-browser': {
    sentence:
      'This sign-in was started in another browser, or this browser does not keep our cookie. Please sign in again.',
    remedy: 'Sign in again in a single window, and allow cookies for the application.',
  },
  'flow-dropped': {
    sentence: 'Too many sign-ins were open in this browser. Please sign in again.',
    rule: 'At most eight open sign-ins in a browser',
    remedy: startAgain,
  },
  'assertion-replayed': usedAlready,
  'session-of-another-person': {
    sentence:
      'You are already signed in here as another person. Continue with that session, or sign out and open the application again.',
    remedy: 'Continue, or sign out and open the application again from My Apps.',
  },
  'reauthentication-ignored': {
    sentence:
      'The application asked for a fresh sign-in, but your directory did not ask you to sign in again. Sign out of your directory and try again. If that does not help, show this page to your IT department.',
    remedy:
      'Sign out of the directory and try again. If it stays, the directory ignores a request for a fresh sign-in: in Entra, let a Conditional Access policy for the application ask for one every time. A directory that is federated with Entra has a setting of its own.',
  },
  'reauthentication-other-person': {
    sentence:
      'You were asked to confirm who you are, but another person signed in. Try again as the person who is signed in here, or sign out first.',
    rule: 'A running session is renewed only by its own person',
    remedy: 'Sign in as the person whose session it is. To work as another person, sign out first.',
  },
  'unsolicited-repeated': {
    sentence:
      'Your directory did not answer the sign-in that the application started. Open the application by its own address.',
    remedy: 'Enter the value of the set-up page. If it is there already, allow cookies in the browser.',
  },
  'user-unknown': {
    sentence: 'There is no account for you in this application yet. Ask the people who run it for one.',
    remedy:
      'Ask the people who run the application to create the account. If the name received is not its sign-in name, correct Unique User Identifier (Name ID) under Attributes & Claims in Entra.',
  },
  'user-not-active': {
    sentence: 'Your account in this application is not active. Ask the people who run it to activate it.',
    remedy: 'Ask the people who run the application to activate the account.',
  },
  'user-other-identity': {
    sentence:
      'The account with your sign-in name belongs to another person in your directory. Ask the people who run this application.',
    remedy:
      'Either the account was created again in Entra, or the sign-in name went to another person. Tell the people who run the application which of the two.',
  },
  'user-identity-missing': {
    sentence:
      'We could not sign you in: your organisation’s sign-in does not say who you are. Show this page to your IT department.',
    remedy: 'Send both claims, as Entra does by default.',
  },
  'user-not-entitled': {
    sentence:
      'There is no account for you in this application, and your organisation did not give you the access that creates one. Ask your IT department.',
    rule: 'An account is created at a sign-in only with the claim value that the operator named',
    remedy:
      'Assign the person the expected role or group in Entra, under Users and groups, and send it as a claim.',
  },
  'user-removed': {
    sentence: 'Your account in this application was removed. Ask the people who run it.',
    rule: 'No sign-in creates an account again that was removed',
    remedy: 'Ask the people who run the application to create the account again.',
  },
  'multi-factor-missing': {
    sentence:
      'This application accepts only sign-ins with several factors, and your directory did not say that you used them. Show this page to your IT department.',
    rule: 'Where the tenant requires it: the directory states several factors',
    remedy:
      'In Entra, create a Conditional Access policy for the application and the people who use it: under Grant, select Require multifactor authentication. Until a person signs in with it, the directory states one factor.',
  },
  'claim-missing': {
    sentence:
      'Your organisation’s sign-in does not send a value about you that this application needs. Show this page to your IT department.',
    rule: 'Each required claim has a value',
    remedy:
      'Send the expected claim: add it under Attributes & Claims in Entra, and fill in the person’s attribute.',
  },
  'claim-many-values': {
    sentence:
      'Your organisation’s sign-in sends several values where this application needs one. Show this page to your IT department.',
    rule: 'A claim of one value has one',
    remedy: 'Send one value: in Entra, under Attributes & Claims, select a source attribute that has one.',
  },
  'claim-groups-overage': {
    sentence:
      'You are in so many groups that your organisation’s sign-in does not list them. Show this page to your IT department.',
    rule: 'Groups come as a list, not as a link to them',
    remedy:
      'In Entra, under Attributes & Claims, edit the group claim and select Groups assigned to the application. Entra sends no list of more than 150 groups.',
  },
  'claims-too-large': {
    sentence:
      'Your organisation’s sign-in sends more about you than this application can keep. Show this page to your IT department.',
    rule: 'All claims for the application together keep to a limit',
    remedy:
      'Send fewer values of the claim that is named: in Entra, under Attributes & Claims, select Groups assigned to the application, or assign fewer roles.',
  },
  'store-unavailable': {
    sentence: 'We could not finish just now. Please try again in a moment.',
    remedy: 'Try again in a moment. If it lasts, give the reference to the people who run the application.',
  },
  internal: {
    sentence: 'Something went wrong on our side. Please try again.',
    remedy: 'Try again. If it fails every time, give the reference to the people who run the application.',
  },
};
