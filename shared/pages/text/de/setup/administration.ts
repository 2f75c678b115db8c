import type { SetupTexts } from '../../en/setup.ts';

/** The standing page of a tenant's administrators. */
export const administrationTexts: SetupTexts['administration'] = {
  signIn: {
    title: 'Einmaliges Anmelden verwalten',
    heading: (appName) => `Einmaliges Anmelden für ${appName} verwalten`,
    text: 'Melden Sie sich erneut mit Ihrem Geschäftskonto an. Nur Administratoren Ihrer Organisation können diese Seite öffnen.',
    button: 'Als Administrator anmelden',
    link: 'Wenn Sie einen Einrichtungslink haben, öffnen Sie ihn erneut. Wenn das einmalige Anmelden noch nicht funktioniert oder Sie sich nicht anmelden können, bitten Sie den Support der Anwendung um einen Link.',
  },
};
