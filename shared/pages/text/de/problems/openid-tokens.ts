import type { ProblemTexts } from '../../problem-text.ts';

/** Refusals of the token endpoint, of revocation and of userinfo, in German: only documents show them. */
export const openIdTokenTexts: ProblemTexts['openIdTokens'] = {
  'openid-token-request': {
    sentence: 'Die Anfrage ist nicht wohlgeformt. Senden Sie jeden Parameter einmal, als Formular im Rumpf.',
    remedy:
      'Vergleichen Sie die Anfrage mit der Referenz des OpenID Providers. Die Protokollzeile nennt den falschen Teil.',
  },
  'openid-grant-type': {
    sentence:
      'Dieser Grant Type wird nicht unterstützt. Verwenden Sie authorization_code oder refresh_token.',
    remedy: 'Stellen Sie den Client auf den Authorization Code Flow ein.',
  },
  'openid-client-refused': {
    sentence: 'Der Client ist unbekannt, oder seine Authentifizierung ist fehlgeschlagen.',
    remedy:
      'Vergleichen Sie ID, Geheimnis und Methode des Clients mit seiner Registrierung. Die Protokollzeile nennt den Unterschied.',
  },
  'openid-client-secret-expired': {
    sentence: 'Das Geheimnis des Clients ist abgelaufen.',
    remedy: 'Geben Sie beim Client das neuere Geheimnis ein, oder erstellen Sie eines.',
  },
  'openid-grant-refused': {
    sentence: 'Code oder Token ist ungültig oder abgelaufen, oder gehört zu einer anderen Anfrage.',
    remedy:
      'Beginnen Sie noch einmal am Authorization Endpoint. Geschieht es jedes Mal, nennt die Protokollzeile den Unterschied.',
  },
  'openid-grant-reused': {
    sentence: 'Code oder Token wurde schon verwendet. Alle daraus entstandenen Tokens sind widerrufen.',
    remedy:
      'Beginnen Sie noch einmal am Authorization Endpoint. Suchen Sie nach einem Client, der einen Code zweimal sendet oder alte Tokens behält.',
  },
  'openid-session-ended': {
    sentence: 'Die Sitzung der Person ist beendet.',
    remedy: 'Beginnen Sie noch einmal am Authorization Endpoint. Die Person meldet sich erneut an.',
  },
  'openid-access-refused': {
    sentence: 'Das Access Token ist ungültig, abgelaufen oder widerrufen.',
    remedy: 'Erneuern Sie das Access Token, oder beginnen Sie noch einmal am Authorization Endpoint.',
  },
};
