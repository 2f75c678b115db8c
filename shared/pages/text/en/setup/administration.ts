import { html } from 'hono/html';
import type { Markup } from '../../../markup.ts';

/** The standing page of a tenant's administrators. */
export const administrationTexts = {
  signIn: {
    title: 'Manage single sign-on',
    heading: (appName: string) => `Manage single sign-on for ${appName}`,
    text: 'Sign in again with your work account. Only administrators of your organisation can open this page.',
    button: 'Sign in as an administrator',
    link: 'If you have a set-up link, open it again. If single sign-on does not work yet, or you cannot sign in, ask the support of the application for a link.',
  },
  endsAt: (time: Markup) => html`This page closes on ${time}. After that, sign in again.`,
  accounts: {
    heading: 'People',
    intro:
      'These people have an account here. To sign in, they must also be assigned to the application in Entra.',
    nothing: 'There is no one on this page.',
    active: 'Active',
    inactive: 'Not active',
    renaming: 'Being renamed by the support of the application',
    administrator: 'Administrator',
    you: 'this page depends on this account',
    activate: 'Activate',
    deactivate: 'Deactivate',
    add: 'Add a person',
    signInName: 'Sign-in name (user principal name in Entra)',
    displayName: 'Name (optional)',
    addButton: 'Add',
    first: 'First page',
    more: 'More people',
    back: 'Back to the overview',
    errors: {
      invalid:
        'This is not a sign-in name. Enter the user principal name as Entra shows it, such as b.simon@contoso.com.',
      exists: 'A person with this sign-in name is already here. To let them sign in, activate them.',
      gone: 'This person has been removed or renamed in the meantime. Nothing was changed.',
      yourself:
        'The administrator who vouches for this page cannot be deactivated here, because then no one might be left to manage it. Ask another administrator.',
    },
  },
  colleagues: {
    heading: 'Links for colleagues',
    intro:
      'A link lets a colleague open this page for 24 hours without signing in, with your right. It ends earlier if you lose that right.',
    nothing: 'There is no open link.',
    made: 'Send this link to your colleague:',
    once: 'It is shown only now. Anyone who has it can do what you can do here.',
    facts: (maker: string, time: Markup, openings: number) =>
      html`By <bdi>${maker}</bdi>, until ${time}, opened ${openings} times`,
    create: 'Create a link',
    revoke: 'Revoke',
    tooMany: (most: number) => `There are already ${most} open links. Revoke one first.`,
    onlySelf: 'Only an administrator who signed in can create and revoke links.',
    back: 'Back to the overview',
  },
};
