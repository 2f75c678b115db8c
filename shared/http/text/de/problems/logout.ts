import type { logoutProblems } from '../../../../saml/inbound/problems/logout.ts';
import type { ProblemText } from '../../problem-text.ts';
import { entra } from '../entra.ts';
import { notRecognised } from './signature.ts';

const row: ProblemText = {
  sentence: 'Das war keine Abmeldung, die wir lesen können. Zum Abmelden benutzen Sie bitte die Anwendung.',
  remedy:
    'In Entra ist nichts zu ändern: Entra sendet so etwas nie. Suchen Sie nach einem Proxy oder Skript dazwischen.',
};

/** Refusals of a logout message, in German. */
export const logoutTexts: Readonly<Record<keyof typeof logoutProblems, ProblemText>> = {
  'logout-message-missing': row,
  'logout-message-malformed': row,
  'logout-request-structure': row,
  'logout-request-expired': row,
  'logout-issuer-mismatch': {
    ...notRecognised,
    remedy: `${entra.basic} > Abmelde-URL: Tragen Sie die Abmelde-URL dieses Mandanten ein. Oder übergeben Sie den Microsoft Entra-Bezeichner noch einmal.`,
  },
};
