import type { Page } from 'playwright-core';
import { type Language, languages } from '../../shared/http/language.ts';
import { confirmSignOutPage } from '../../shared/pages/confirm-sign-out-page.ts';
import { type DirectoryView, signedOutPage } from '../../shared/pages/signed-out-page.ts';
import { stillSignedInPage } from '../../shared/pages/still-signed-in-page.ts';
import { gallery } from '../fixtures/apps.ts';
import { type PageState, served } from './page-state.ts';
import type { Places } from './places.ts';
import { setLogoutAnswer, signInAs } from './simulated-entra.ts';

const { timetrack: app } = gallery;

/** Signs in to TimeTrack, out of it and out of the directory; the directory answers as the state says. */
async function signOutEverywhere(page: Page, places: Places): Promise<void> {
  await page.goto(places.signOn('timetrack'));
  await signInAs(page, 'B.Simon');
  await page.goto(`${places.timetrack('acme')}/welcome`);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out of Acme too' }).click();
}

/** The ends of a sign-out as a person reaches them. */
const reached: readonly PageState[] = [
  {
    name: 'signed-out',
    open: async (page, places) => {
      await page.goto(places.signOn('timetrack'));
      await signInAs(page, 'B.Simon');
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    },
  },
  {
    name: 'signed-out-everywhere',
    open: async (page, places) => {
      await signOutEverywhere(page, places);
      await page.getByText('signed you out too').waitFor();
    },
  },
  {
    name: 'signed-out-refused',
    open: async (page, places) => {
      await setLogoutAnswer(places, 'timetrack', 'refused');
      try {
        await signOutEverywhere(page, places);
        // The directory decides on its answer when its own frames have loaded.
        await page.getByText('did not sign you out').waitFor();
      } finally {
        await setLogoutAnswer(places, 'timetrack', 'success');
      }
    },
  },
];

const organisation = 'Wolfeschlegelsteinhausenbergerdorff Ltd';

const states: Readonly<Record<DirectoryView['state'], DirectoryView>> = {
  offered: { state: 'offered', organisation },
  // The address of the page itself: the refresh that leads to the directory shows it again.
  leaving: { state: 'leaving', organisation, href: '#' },
  'signed-out': { state: 'signed-out', organisation },
  partly: { state: 'partly', organisation },
  refused: { state: 'refused', organisation },
  unconfirmed: { state: 'unconfirmed', organisation },
};

/** Every end of a sign-out in one language, with a long name of the organisation. */
function everyEnd(language: Language): readonly PageState[] {
  const ends = Object.values(states).map((directory) => ({
    name: `signed-out-${directory.state}-${language}`,
    open: served(signedOutPage({ app, signInHref: '/', directory }, language)),
  }));
  return [
    ...ends,
    {
      name: `signed-out-of-app-${language}`,
      open: served(signedOutPage({ app, signInHref: '/' }, language)),
    },
    { name: `signed-out-no-app-${language}`, open: served(signedOutPage({}, language)) },
    { name: `signed-out-client-${language}`, open: served(clientPage(language)) },
    {
      name: `still-signed-in-${language}`,
      open: served(stillSignedInPage({ app, goOnHref: '/' }, language)),
    },
    {
      name: `still-signed-in-again-${language}`,
      open: served(stillSignedInPage({ app, goOnHref: '/', hasSignedInAgain: true }, language)),
    },
    { name: `confirm-sign-out-${language}`, open: served(confirmSignOutPage(asked, language)) },
  ];
}

const asked = { app, action: '/oauth2/end-session', fields: { confirmed: '1' }, stayHref: '/' };

/** A client of the provider asked for the sign-out, and the directory did not confirm its own. */
function clientPage(language: Language): string {
  return signedOutPage({ app, signInHref: '/', continueHref: '/', directory: states.unconfirmed }, language);
}

/** Every page at which a sign-out can end, in both languages. */
export const signOutStates: readonly PageState[] = [...reached, ...languages.flatMap(everyEnd)];
