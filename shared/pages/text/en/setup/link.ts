import { html } from 'hono/html';
import type { Markup } from '../../../markup.ts';

/** The pages before and after a set-up: opening a link, closing the set-up, single sign-on not included. */
export const linkTexts = {
  landing: {
    title: 'Single sign-on',
    heading: (appName: string) => `Single sign-on for ${appName}`,
    text: 'Your link opens a page about your organisation’s single sign-on. It shows what the link is for. To change anything, you need the Microsoft Entra admin center in another tab. Nothing changes for your users until you activate it.',
    open: 'Begin',
    help: 'Treat the link like a password: what it allows, it allows everyone who has it. Do not share it.',
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
