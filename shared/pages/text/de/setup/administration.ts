import { html } from 'hono/html';
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
  endsAt: (time) => html`Diese Seite schließt am ${time}. Melden Sie sich danach erneut an.`,
  accounts: {
    heading: 'Personen',
    intro:
      'Diese Personen haben hier ein Konto. Um sich anzumelden, müssen sie auch in Entra der Anwendung zugewiesen sein.',
    nothing: 'Auf dieser Seite ist niemand.',
    active: 'Aktiv',
    inactive: 'Nicht aktiv',
    renaming: 'Wird vom Support der Anwendung umbenannt',
    administrator: 'Administrator',
    you: 'diese Seite hängt von diesem Konto ab',
    activate: 'Aktivieren',
    deactivate: 'Deaktivieren',
    add: 'Person hinzufügen',
    signInName: 'Anmeldename (Benutzerprinzipalname in Entra)',
    displayName: 'Name (optional)',
    addButton: 'Hinzufügen',
    first: 'Erste Seite',
    more: 'Weitere Personen',
    back: 'Zurück zur Übersicht',
    errors: {
      invalid:
        'Das ist kein Anmeldename. Geben Sie den Benutzerprinzipalnamen so ein, wie Entra ihn zeigt, etwa b.simon@contoso.com.',
      exists:
        'Eine Person mit diesem Anmeldenamen gibt es hier schon. Aktivieren Sie sie, damit sie sich anmelden kann.',
      gone: 'Diese Person wurde inzwischen entfernt oder umbenannt. Es wurde nichts geändert.',
      yourself:
        'Der Administrator, der für diese Seite bürgt, kann hier nicht deaktiviert werden, weil sonst vielleicht niemand übrig bleibt, der sie verwaltet. Bitten Sie einen anderen Administrator.',
    },
  },
  colleagues: {
    heading: 'Links für andere',
    intro:
      'Mit einem Link kann eine andere Person Ihrer Organisation diese Seite 24 Stunden lang ohne Anmeldung öffnen, mit Ihrem Recht. Er endet früher, wenn Sie dieses Recht verlieren.',
    nothing: 'Es gibt keinen offenen Link.',
    made: 'Senden Sie diesen Link an diese Person:',
    once: 'Er wird nur jetzt gezeigt. Wer ihn hat, kann hier tun, was Sie tun können.',
    facts: (maker, time, openings) => html`Von <bdi>${maker}</bdi>, bis ${time}, ${openings}-mal geöffnet`,
    create: 'Link erstellen',
    revoke: 'Widerrufen',
    tooMany: (most) => `Es gibt schon ${most} offene Links. Widerrufen Sie zuerst einen.`,
    onlySelf: 'Nur ein Administrator, der sich angemeldet hat, kann Links erstellen und widerrufen.',
    back: 'Zurück zur Übersicht',
  },
};
