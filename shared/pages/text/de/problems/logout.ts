import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { notRecognised } from './signature.ts';

const unreadable: ProblemText = {
  sentence:
    'Wir konnten diese Aufforderung zum Abmelden nicht lesen. Melden Sie sich stattdessen in der Anwendung ab.',
  remedy:
    'Entra sendet das nie; dort ist nichts zu ändern. Suchen Sie nach einem Proxy, einem Skript oder einer Browsererweiterung, die verändern, was der Browser sendet.',
};

/** Refusals of a logout message, in German. */
export const logoutTexts: ProblemTexts['logout'] = {
  'logout-message-missing': unreadable,
  'logout-message-malformed': unreadable,
  'logout-request-structure': unreadable,
  'logout-request-expired': unreadable,
  'logout-relay-state-too-long': { ...unreadable, rule: 'SAML Bindings 3.4.3: 80 Bytes; höchstens 1 kB' },
  'sign-out-other-origin': {
    sentence:
      'Sie sind weiterhin angemeldet: Die Aufforderung zum Abmelden kam von einer anderen Website. Hier können Sie sich abmelden.',
    remedy:
      'Verlinken Sie eine Seite dieses Hosts, auf der sich die Person abmeldet. Nur ein Formular desselben Ursprungs darf an /sign-out senden.',
  },
  'sign-out-everywhere-other-origin': {
    sentence:
      'Sie sind weiterhin angemeldet: Die Aufforderung, Sie überall abzumelden, kam nicht von unserer Seite. In diesem Browser können Sie sich hier abmelden.',
    remedy:
      'Verlinken Sie /welcome, wo sich die Person überall abmeldet. Nur ein Formular dieser Seite darf dorthin senden.',
  },
  'logout-issuer-mismatch': {
    ...notRecognised,
    remedy:
      'Geben Sie den Wert der Einrichtungsseite ein. Steht er schon dort, geben Sie den Microsoft Entra-Bezeichner auf der Einrichtungsseite noch einmal ein.',
  },
};
