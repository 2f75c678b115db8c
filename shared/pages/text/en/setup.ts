import { html } from 'hono/html';
import type { SetupStep } from '../../../tenants/draft/connection-draft.ts';
import type { Markup } from '../../markup.ts';
import { setupActivationTexts } from './setup-activation.ts';
import { setupConnectionTexts } from './setup-connection.ts';
import { setupInEntraTexts } from './setup-in-entra.ts';

const stepNames: Readonly<Record<SetupStep, string>> = {
  create: 'Create the application in Entra',
  values: 'Copy our values into Entra',
  connection: 'Give us Entra’s values',
  people: 'Assign people',
  test: 'Test',
  activate: 'Activate',
};

/** The set-up page in English. Entra's own labels stand as the portal writes them. */
export const setupEnglish = {
  title: 'Set up single sign-on',
  heading: (appName: string) => `Single sign-on for ${appName}`,
  organisation: 'Organisation',
  linkEnds: (time: Markup) => html`Your link works until ${time}.`,
  leave: 'Close this set-up in this browser',
  left: {
    title: 'Closed',
    heading: 'The set-up is closed in this browser',
    text: 'What you entered is kept. Open your link again to go on.',
  },
  steps: 'Steps',
  stepNames,
  step: (number: number, count: number) => `Step ${number} of ${count}`,
  stepStates: { done: 'done', current: 'you are here', open: 'still to do' },
  goOn: 'Continue',
  goBack: 'Back',
  copy: 'Copy',
  copied: 'Copied',
  opensNewTab: 'opens in a new tab',
  door: {
    title: 'Set up single sign-on',
    heading: (appName: string) => `Set up single sign-on for ${appName}`,
    text: 'You will need the Microsoft Entra admin center in the next tab, and about ten minutes. Nothing changes for your people until the last step.',
    open: 'Begin',
    help: 'Whoever has this link can change the set-up of your organisation: keep it to yourself.',
  },
  ssoOff: {
    title: 'Single sign-on is not switched on',
    heading: (appName: string) => `Your ${appName} subscription does not include single sign-on yet`,
    text: (support: Markup) =>
      html`Single sign-on is a paid feature. To have it switched on, write to ${support}. Your link goes on working afterwards.`,
  },
  readOnly: 'With this link you can look at the set-up, and not change it.',
  ...setupInEntraTexts,
  ...setupConnectionTexts,
  ...setupActivationTexts,
};

/** Every text of the set-up page: what English has, each language has. */
export type SetupTexts = typeof setupEnglish;
