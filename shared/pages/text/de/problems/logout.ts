import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';
import { notRecognised } from './signature.ts';

const row: ProblemText = {
  sentence: 'Das war keine Abmeldung, die wir lesen können. Zum Abmelden benutzen Sie bitte die Anwendung.',
  remedy:
    'In Entra ist nichts zu ändern: Entra sendet so etwas nie. Suchen Sie nach einem Proxy oder Skript dazwischen.',
};

/** Refusals of a logout message, in German. */
export const logoutTexts: ProblemTexts['logout'] = {
  'logout-message-missing': row,
  'logout-message-malformed': row,
  'logout-request-structure': row,
  'logout-request-expired': row,
  'logout-relay-state-too-long': {
    ...row,
    rule: 'SAML Bindings 3.4.3: 80 Bytes; Grenze dieses Produkts: 1 kB',
  },
  'sign-out-other-origin': {
    sentence:
      'Die Aufforderung zum Abmelden kam von einer anderen Website; Sie sind deshalb weiterhin angemeldet. Hier können Sie sich abmelden.',
    remedy:
      'Eine Anwendung auf einem anderen Host verlinkt eine Seite dieses Hosts, und die Person meldet sich dort ab. Nur ein Formular genau dieses Ursprungs darf an /sign-out senden.',
    rule: 'Regel dieses Produkts; Cross-Site-Request-Forgery',
  },
  'logout-issuer-mismatch': {
    ...notRecognised,
    remedy: `${entra.basic} > Abmelde-URL: Tragen Sie die Abmelde-URL dieses Mandanten ein. Oder übergeben Sie den Microsoft Entra-Bezeichner noch einmal.`,
  },
};
