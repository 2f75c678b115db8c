import { html } from 'hono/html';
import type { Markup } from '../../../markup.ts';

/** Step 4: assigning people in Entra. */
export const peopleTexts = {
  intro: (appName: string) =>
    `Only people assigned in Entra can sign in to ${appName}. Assign yourself too: in the next step, you test with your own account.`,
  clicks: [
    html`In the application in Entra, open <b>Users and groups</b>.`,
    html`Select <b>Add user/group</b>, choose yourself and other people or groups, then select <b>Assign</b>.`,
  ] as readonly Markup[],
  mustExist: (appName: string, mustBeActive: boolean) =>
    `Each person also needs an ${mustBeActive ? 'active ' : ''}account in ${appName}. Its sign-in name must be the person’s user principal name in Entra. ${appName} does not create accounts itself.`,
  /** Before anyone can sign in. */
  noOne: (appName: string) => `No one can sign in yet: 0 people have an active account in ${appName}.`,
  canSignIn: (appName: string, active: number, isAll: boolean) =>
    active === 1 && isAll
      ? `1 person has an active account in ${appName}.`
      : `${active}${isAll ? '' : ' or more'} people have an active account in ${appName}.`,
  goOn: 'I assigned people',
};
