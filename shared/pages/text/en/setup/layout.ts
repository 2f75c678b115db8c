import { html } from 'hono/html';
import type { SetupStep } from '../../../../tenants/draft/connection-draft.ts';
import type { Markup } from '../../../markup.ts';

const stepNames: Readonly<Record<SetupStep, string>> = {
  create: 'Create the application in Entra',
  values: 'Copy our values into Entra',
  connection: 'Enter Entra’s values here',
  people: 'Assign people',
  test: 'Test',
  activate: 'Activate',
};

/** What surrounds every step. */
export const layoutTexts = {
  heading: (appName: string) => `Single sign-on for ${appName}`,
  organisation: 'Organisation',
  steps: 'Steps',
  stepNames,
  stepStates: { done: 'done', current: 'current step', open: 'to do' },
  readOnly: 'This link is read-only: you can view the set-up, but not change it.',
  opensNewTab: 'opens in a new tab',
  linkExpires: (time: Markup) => html`Your link expires on ${time}.`,
  leave: 'Close the set-up in this browser',
};
