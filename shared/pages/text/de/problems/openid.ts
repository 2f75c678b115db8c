import type { ProblemTexts } from '../../problem-text.ts';

/** Refusals of an OpenID client's request, in German. */
export const openIdTexts: ProblemTexts['openId'] = {
  'openid-request-malformed': {
    sentence:
      'Wir konnten diese Aufforderung zur Anmeldung nicht lesen: Sie kam beschädigt oder unvollständig an. Öffnen Sie die Anwendung und melden Sie sich noch einmal an.',
    remedy:
      'Suchen Sie nach einem Proxy, einem Skript oder einer Browsererweiterung, die verändern, was der Browser sendet.',
    rule: 'Höchstens 64 Parameter, in UTF-8',
  },
  'openid-client-unknown': {
    sentence:
      'Die Anwendung, die Sie hierher geschickt hat, ist nicht für die Anmeldung registriert. Öffnen Sie sie über ihre Startseite und melden Sie sich noch einmal an.',
    remedy: 'Registrieren Sie die Anwendung als Client, und geben Sie ihre Client-ID genau so ein.',
  },
  'openid-redirect-unknown': {
    sentence:
      'Die Anwendung, die Sie hierher geschickt hat, erwartet Sie an einer Adresse zurück, die nicht registriert ist. Öffnen Sie sie über ihre Startseite und melden Sie sich noch einmal an.',
    remedy:
      'Registrieren Sie diesen Umleitungs-URI für den Client. Jedes Zeichen zählt: Groß- und Kleinschreibung, der Port, ein Schrägstrich am Ende.',
  },
  'openid-session-unknown': {
    sentence:
      'Wir wissen nicht, welche Sitzung wir beenden sollen: Die Anwendung hat sie nicht genannt. Öffnen Sie die Anwendung und melden Sie sich dort ab.',
    remedy: 'Senden Sie das ID-Token als id_token_hint, oder die Anfrage an den Host des Mandanten.',
  },
};
