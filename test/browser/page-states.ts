import type { Page } from 'playwright-core';
import { chooseAppPage, framedPage, lookAheadPage } from '../../shared/pages/sign-on-pages.ts';
import { welcomePage } from '../../shared/pages/welcome-page.ts';
import { gallery } from '../fixtures/apps.ts';
import { type PageState, served } from './page-state.ts';
import type { Places } from './places.ts';
import { signOutStates } from './sign-out-states.ts';
import {
  openMyApps,
  openPortal,
  pickAccount,
  setSigning,
  signInAs,
  signOutAtMyApps,
} from './simulated-entra.ts';

const signedIn = async (page: Page, places: Places, app: 'timetrack' | 'trakstar' = 'timetrack') => {
  await page.goto(places.signOn(app));
  await signInAs(page, 'B.Simon');
};

const longName = `${'Wolfeschlegelsteinhausen'.repeat(4)}`;

const ofLatchkey: readonly PageState[] = [
  { name: 'namespace', open: (page, places) => page.goto(`${places.trakstar}/auth/saml/`) },
  {
    name: 'choose-app',
    open: served(
      chooseAppPage(
        [
          { appName: 'TimeTrack', signInHref: '/' },
          { appName: 'Trakstar', signInHref: '/auth/saml/' },
        ],
        'en',
      ),
    ),
  },
  { name: 'look-ahead', open: served(lookAheadPage({ app: gallery.timetrack, signOnHref: '#' }, 'en')) },
  { name: 'framed', open: served(framedPage({ app: gallery.timetrack, signOnHref: '/' }, 'en')) },
  { name: 'framed-de', open: served(framedPage({ app: gallery.timetrack, signOnHref: '/' }, 'de')) },
  { name: 'welcome', open: signedIn },
  ...(['en', 'de'] as const).map((language) => ({
    name: `welcome-sessions-${language}`,
    open: served(
      welcomePage(
        {
          app: gallery.timetrack,
          tenant: 'acme',
          tenantDisplayName: 'Acme Ltd',
          signInName: 'b.simon@contoso.com',
          displayName: 'B.Simon',
          sessionEndsAt: new Date(Date.UTC(2026, 10, 22, 20)),
          sessions: [
            {
              browser: 'Edge',
              system: 'Windows',
              signedInAt: new Date(Date.UTC(2026, 10, 22, 12)),
              isThis: true,
            },
            {
              browser: 'Safari',
              system: 'iOS',
              signedInAt: new Date(Date.UTC(2026, 10, 22, 7, 30)),
              isThis: false,
            },
            { signedInAt: new Date(Date.UTC(2026, 10, 22, 7)), isThis: false },
          ],
        },
        language,
      ),
    ),
  })),
  {
    name: 'welcome-long',
    open: served(
      welcomePage(
        {
          app: gallery.trakstar,
          tenant: 'a'.repeat(63),
          signInName: `${longName}@${longName}.example`,
          displayName: longName,
          sessionEndsAt: new Date(),
          sessions: Array.from({ length: 14 }, () => ({
            browser: 'Samsung Internet',
            system: 'Android',
            signedInAt: new Date(),
            isThis: false,
          })),
        },
        'en',
      ),
    ),
  },
  ...signOutStates,
  { name: 'not-recognised', open: (page, places) => page.goto(places.signOn('trakstar', 'initech')) },
  {
    name: 'used-already',
    open: async (page, places) => {
      await signedIn(page, places);
      await page.goBack({ waitUntil: 'commit' });
      await page.waitForURL(/\/callback$/);
    },
  },
  { name: 'not-active', open: notActive },
  {
    name: 'not-active-details',
    open: async (page, places) => {
      await notActive(page, places);
      await page.locator('summary').click();
    },
  },
  {
    name: 'expired-certificate',
    open: async (page, places) => {
      await setSigning(places, 'TimeTrack', { certificate: 'expired' });
      await signedIn(page, places).finally(() => setSigning(places, 'TimeTrack'));
      await page.locator('summary').click();
    },
  },
];

async function notActive(page: Page, places: Places): Promise<void> {
  await page.goto(places.signOn('trakstar'));
  await signInAs(page, 'Britta Simon');
}

const ofTheVendor: readonly PageState[] = [
  {
    name: 'application',
    open: async (page, places) => {
      await signedIn(page, places);
      await page.goto(`${places.timetrack('acme')}/reports/7?from=2026-01-01&until=2026-12-31`);
    },
  },
  {
    name: 'application-trakstar',
    open: async (page, places) => {
      await signedIn(page, places, 'trakstar');
      await page.goto(`${places.trakstar}/reviews`);
    },
  },
];

async function openGallery(page: Page, { entra }: Places): Promise<void> {
  await page.goto(`${entra}/portal`);
  await page.getByRole('link', { name: 'New application in Hooli' }).click();
}

const ofTheDirectory: readonly PageState[] = [
  { name: 'local-home', open: (page, { entra }) => page.goto(entra.replace('entra.', '')) },
  { name: 'entra-home', open: (page, { entra }) => page.goto(entra) },
  { name: 'entra-pick-account', open: (page, places) => page.goto(places.signOn('timetrack')) },
  { name: 'entra-where', open: (page, { entra }) => page.goto(`${entra}/myapps`) },
  { name: 'entra-my-apps', open: (page, places) => openMyApps(page, places, 'B.Simon') },
  {
    name: 'entra-not-assigned',
    open: async (page, places) => {
      await page.goto(places.signOn('timetrack'));
      await pickAccount(page, 'Alain Charon');
      await page.locator('.problem').waitFor();
    },
  },
  {
    name: 'entra-signed-out',
    open: async (page, places) => {
      await openMyApps(page, places, 'B.Simon');
      await signOutAtMyApps(page, places);
    },
  },
  {
    name: 'entra-sign-out-account',
    open: async (page, places) => {
      await openMyApps(page, places, 'B.Simon');
      await page.getByRole('link', { name: 'Sign in with another account' }).click();
      await pickAccount(page, 'Britta Simon');
      await page.getByRole('button', { name: 'Sign out of Acme' }).click();
      await page.getByText('Which account do you want to sign out of?').waitFor();
    },
  },
  { name: 'entra-portal', open: (page, { entra }) => page.goto(`${entra}/portal`) },
  { name: 'entra-application', open: (page, places) => openPortal(page, places, 'TimeTrack') },
  { name: 'entra-gallery', open: openGallery },
  {
    name: 'entra-method',
    open: async (page, places) => {
      await openGallery(page, places);
      await page.getByRole('button', { name: 'Create Trakstar' }).click();
      await page.getByRole('button', { name: 'SAML' }).waitFor();
    },
  },
  {
    name: 'entra-basic-saml',
    open: async (page, places) => {
      await openPortal(page, places, 'Trakstar');
      await page.getByRole('link', { name: 'Edit Basic SAML Configuration' }).click();
      await page.getByLabel('Sign on URL').fill('no address');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.locator('#signOnUrl-problem').waitFor();
    },
  },
  {
    name: 'entra-users',
    open: async (page, places) => {
      await openPortal(page, places, 'TimeTrack');
      await page.getByRole('link', { name: 'Users and groups' }).click();
      await page.getByRole('button', { name: 'Assign', exact: true }).waitFor();
    },
  },
  { name: 'entra-nothing', open: (page, { entra }) => page.goto(`${entra}/nothing`) },
];

/** Every page that a local run can show, ours first. */
export const pageStates: readonly PageState[] = [...ofLatchkey, ...ofTheVendor, ...ofTheDirectory];
