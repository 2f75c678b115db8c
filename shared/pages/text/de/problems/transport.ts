import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';

/** Of what cannot be read, in this file and in that of the document. */
export const unreadable: ProblemText = {
  sentence: 'Das war keine Anmeldung, die wir lesen können. Bitte beginnen Sie in der Anwendung von vorn.',
  remedy:
    'In Entra ist nichts zu ändern: Entra sendet so etwas nie. Suchen Sie nach einem Proxy oder Skript dazwischen.',
};

/** Of what is larger than a limit. */
export const fewerClaims = `${entra.claims}: Senden Sie weniger Gruppen oder Attribute.`;

/** Refusals of the request itself, in German. */
export const transportTexts: ProblemTexts['transport'] = {
  'method-not-allowed': unreadable,
  'media-type': unreadable,
  'body-too-large': {
    ...unreadable,
    remedy: fewerClaims,
    rule: 'Grenze dieses Produkts: 256 kB',
  },
  'answer-too-large': {
    ...unreadable,
    sentence:
      'Was diese Anfrage verlangt, passt nicht in eine Antwort. Bitte beginnen Sie in der Anwendung von vorn.',
    rule: 'Grenze dieses Produkts: 8 kB an Kopfzeilen',
  },
  'saml-response-missing': unreadable,
  'saml-response-repeated': unreadable,
  'form-malformed': unreadable,
  'form-field-unexpected': unreadable,
  'relay-state-repeated': unreadable,
  'base64-malformed': {
    ...unreadable,
    remedy:
      'In Entra ist nichts zu ändern: Entra sendet so etwas nie. Ein Proxy, ein Skript oder eine Browsererweiterung auf dem Weg verändert das Formular. Das Netzwerkteam der Organisation lässt den Inhalt unverändert durch.',
  },
};
