import { html } from 'hono/html';
import type { Markup } from '../../../markup.ts';

/** The pages before and after a set-up: opening a link, closing the set-up, single sign-on not included. */
export const linkTexts = {
  landing: {
    title: 'Set up single sign-on',
    heading: (appName: string) => `Set up single sign-on for ${appName}`,
    text: 'You need the Microsoft Entra admin center in another tab, and about ten minutes. Nothing changes for your users until the last step.',
    open: 'Begin',
    help: 'Anyone with this link can change your organisation’s set-up. Do not share it.',
  },
  left: {
    title: 'Set-up closed',
    heading: 'The set-up is closed in this browser',
    text: 'Your entries are saved. To continue, open your link again.',
  },
  ssoNotEnabled: {
    title: 'Single sign-on is not included',
    heading: (appName: string) => `Your ${appName} subscription does not include single sign-on yet`,
    text: (support: Markup) =>
      html`Single sign-on is a paid feature. To add it, contact ${support}. Your link stays valid.`,
  },
};
