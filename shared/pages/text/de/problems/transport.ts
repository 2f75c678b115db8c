import type { ProblemText, ProblemTexts } from '../../problem-text.ts';

/** For what cannot be read, in this table and in that of the document. */
export const unreadable: ProblemText = {
  sentence:
    'Wir konnten diese Anmeldung nicht lesen: Sie kam beschädigt oder unvollständig an. Öffnen Sie die Anwendung und melden Sie sich erneut an.',
  remedy:
    'Entra sendet das nie; dort ist nichts zu ändern. Suchen Sie nach einem Proxy, einem Skript oder einer Browsererweiterung, die verändern, was der Browser sendet.',
};

/** For a message that is larger than a limit. */
export const tooLarge: ProblemText = {
  sentence:
    'Die Anmeldung ist fehlgeschlagen: Ihre Organisation sendet dabei mehr Daten, als diese Anwendung annimmt. Bitten Sie Ihre IT-Abteilung, sie zu verringern.',
  remedy: 'Senden Sie weniger Gruppen oder Attribute.',
};

/** Refusals of the request itself, in German. */
export const transportTexts: ProblemTexts['transport'] = {
  'method-not-allowed': {
    ...unreadable,
    sentence: 'Diese Adresse lässt sich so nicht öffnen. Öffnen Sie die Anwendung und beginnen Sie von vorn.',
  },
  'media-type': unreadable,
  'body-too-large': { ...tooLarge, rule: 'Höchstens 256 kB' },
  'answer-too-large': {
    ...unreadable,
    sentence:
      'Diese Anfrage verlangt mehr, als in eine Antwort passt. Öffnen Sie die Anwendung und beginnen Sie von vorn.',
    rule: 'Höchstens 8 kB Kopfzeilen in einer Antwort',
  },
  'saml-response-missing': unreadable,
  'saml-response-repeated': unreadable,
  'form-malformed': unreadable,
  'form-field-unexpected': unreadable,
  'relay-state-repeated': unreadable,
  'base64-malformed': {
    ...unreadable,
    remedy:
      'Entra sendet das nie: Ein Proxy, ein Skript oder eine Browsererweiterung hat das Formular unterwegs verändert. Bitten Sie Ihr Netzwerkteam, den Inhalt dieses Formulars unverändert durchzulassen.',
  },
};
