import type { SetupTexts } from '../../en/setup.ts';
import { entraLabels } from '../entra.ts';

const { pages, fields } = entraLabels;

/** What Entra itself shows when it refuses a test: then nothing comes back to the page that waits. */
export const directoryErrorsTexts: SetupTexts['directoryErrors'] = {
  heading: 'Zeigt Entra einen Fehler?',
  intro:
    'Dann sendet es nichts hierher. Suchen Sie die Nummer, die mit AADSTS beginnt, folgen Sie der Zeile unten, und testen Sie erneut.',
  causes: (appName) => ({
    AADSTS50105: {
      means: 'Sie sind der Anwendung nicht zugewiesen.',
      fix: `${pages.usersAndGroups(appName)}: Wählen Sie ${fields.addUser}, und weisen Sie sich selbst zu.`,
    },
    AADSTS50011: {
      means: 'Die Antwort-URL in Entra ist nicht unsere.',
      fix: `${pages.basic(appName)}: Kopieren Sie ${fields.replyUrl} erneut aus Schritt 2.`,
    },
    AADSTS700016: {
      means:
        'Der Bezeichner in Entra ist nicht unserer, oder Sie haben sich in einem anderen Verzeichnis angemeldet.',
      fix: `${pages.basic(appName)}: Kopieren Sie ${fields.identifier} erneut aus Schritt 2. Melden Sie sich mit einem Konto des Verzeichnisses an, das die Anwendung enthält.`,
    },
    AADSTS7000112: {
      means: 'Die Anwendung ist in Entra deaktiviert.',
      fix: `${pages.properties(appName)}: Setzen Sie Aktiviert für die Benutzeranmeldung? auf Ja.`,
    },
    AADSTS50020: {
      means: 'Ihr Konto gehört nicht zu diesem Verzeichnis.',
      fix: 'Melden Sie sich bei Microsoft ab, und testen Sie mit einem Konto des Verzeichnisses, das die Anwendung enthält.',
    },
    AADSTS53003: {
      means: 'Eine Richtlinie für bedingten Zugriff blockiert diese Anmeldung.',
      fix: `${pages.signInLogs()}: Öffnen Sie die fehlgeschlagene Anmeldung. Ihre Registerkarte Bedingter Zugriff nennt die Richtlinie.`,
    },
    AADSTS75011: {
      means:
        'Sie haben sich bei Microsoft mit einer anderen Methode angemeldet, als die Anforderung verlangt.',
      fix: `Melden Sie sich bei Microsoft ab, und testen Sie in einem privaten Fenster. Bleibt die Nummer, wenden Sie sich an den Support: ${appName} verlangt keine Methode.`,
    },
    AADSTS750054: {
      means: 'Entra hat keine Anmeldeanforderung erhalten.',
      fix: 'Kopieren Sie in Schritt 3 die Anmelde-URL erneut. Beginnen Sie mit „Jetzt testen“ auf dieser Seite.',
    },
    AADSTS76021: {
      means: 'Entra akzeptiert von dieser Anwendung nur signierte Anforderungen.',
      fix: `${pages.certificates(appName)}: Wählen Sie bei Verification certificates (optional) die Option Bearbeiten, und deaktivieren Sie Require verification certificates. Oder bitten Sie den Support um signierte Anforderungen.`,
    },
  }),
  others: 'Eine andere Nummer bei Microsoft nachschlagen',
};
