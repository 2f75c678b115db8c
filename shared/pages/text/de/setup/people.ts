import { html } from 'hono/html';
import type { SetupTexts } from '../../en/setup.ts';

/** Step 4: assigning people in Entra. */
export const peopleTexts: SetupTexts['people'] = {
  intro: (appName) =>
    `Nur in Entra zugewiesene Personen können sich bei ${appName} anmelden. Weisen Sie auch sich selbst zu: Im nächsten Schritt testen Sie mit Ihrem eigenen Konto.`,
  clicks: [
    html`Öffnen Sie in der Anwendung in Entra <b>Benutzer und Gruppen</b>.`,
    html`Wählen Sie <b>Benutzer/Gruppe hinzufügen</b>, dann sich selbst und weitere Personen oder Gruppen, danach <b>Zuweisen</b>.`,
  ],
  mustExist: (appName, mustBeActive) =>
    `Jede Person benötigt außerdem ein ${mustBeActive ? 'aktives ' : ''}Konto in ${appName}. Sein Anmeldename muss der Benutzerprinzipalname der Person in Entra sein. ${appName} erstellt selbst keine Konten.`,
  noOne: (appName) => `Noch kann sich niemand anmelden: 0 Personen haben ein aktives Konto in ${appName}.`,
  canSignIn: (appName, active, isAll) =>
    active === 1 && isAll
      ? `1 Person hat ein aktives Konto in ${appName}.`
      : `${active}${isAll ? '' : ' oder mehr'} Personen haben ein aktives Konto in ${appName}.`,
  goOn: 'Ich habe Personen zugewiesen',
};
