/** The standing page of a tenant's administrators. */
export const administrationTexts = {
  signIn: {
    title: 'Manage single sign-on',
    heading: (appName: string) => `Manage single sign-on for ${appName}`,
    text: 'Sign in again with your work account. Only administrators of your organisation can open this page.',
    button: 'Sign in as an administrator',
    link: 'If you have a set-up link, open it again. If single sign-on does not work yet, or you cannot sign in, ask the support of the application for a link.',
  },
};
