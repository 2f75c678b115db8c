import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entraLabels } from '../entra.ts';

/** One sentence for all that must not be told from an address where there is no tenant. */
export const notRecognised = {
  sentence:
    'Die Anmeldung ist fehlgeschlagen: Die Adresse oder die Anmeldung wurde nicht erkannt. Prüfen Sie die Adresse und melden Sie sich erneut an.',
} as const;

/** For what no directory sends. */
export const neverSent: ProblemText = {
  ...notRecognised,
  remedy:
    'Entra sendet das nie; dort ist nichts zu ändern. Wiederholt es sich, behandeln Sie es als Angriff.',
};

const byAdmin = (remedy: string): ProblemText => ({ ...notRecognised, remedy });

const chooseSha256 = byAdmin('Wählen Sie SHA-256.');

const { choices } = entraLabels;

/** Refusals of what was signed, how, and by whom, in German. */
export const signatureTexts: ProblemTexts['signature'] = {
  'assertion-missing': neverSent,
  'assertion-repeated': {
    ...neverSent,
    rule: 'SAML Profiles 4.1.4.3; nur eine Assertion in der ganzen Nachricht',
  },
  'assertion-misplaced': neverSent,
  'signature-missing': byAdmin(
    `Wählen Sie „${choices.signAssertion}“ oder „SAML-Antwort und -Assertion signieren“.`,
  ),
  'signature-misplaced': neverSent,
  'signature-repeated': neverSent,
  'signature-structure': neverSent,
  'signature-reference': neverSent,
  'signature-transform': neverSent,
  'signature-canonicalization': neverSent,
  'signature-algorithm': chooseSha256,
  'signature-sha1': chooseSha256,
  'signature-key-info': neverSent,
  'signature-value': neverSent,
  'signature-digest': neverSent,
  'key-missing': byAdmin(
    'Von Ihrem Verzeichnis ist noch kein Zertifikat gespeichert. Senden Sie den Betreibern der Anwendung das aktive als Zertifikat (Base64).',
  ),
  'key-unknown': byAdmin(
    'Das aktive Zertifikat ist nicht das, das Sie uns gegeben haben. Aktivieren Sie jenes wieder, oder geben Sie Fingerabdruck oder Zertifikat (Base64) des aktiven auf der Einrichtungsseite ein.',
  ),
  'certificate-malformed': neverSent,
  'certificate-too-large': {
    ...byAdmin(
      `Erstellen Sie in Entra ein Zertifikat, das 1 bis 2 kB hat, und wählen Sie „${choices.makeActive}“. Geben Sie es danach auf der Einrichtungsseite ein.`,
    ),
    rule: 'Höchstens 8 kB',
  },
  'certificate-weak': byAdmin(
    `Erstellen Sie ein RSA-Zertifikat mit mindestens 2048 Bit und dem Exponenten 65537, und wählen Sie „${choices.makeActive}“. Geben Sie es danach auf der Einrichtungsseite ein.`,
  ),
  'certificate-expired': {
    sentence:
      'Die Anmeldung ist fehlgeschlagen: Das Anmeldezertifikat Ihrer Organisation ist abgelaufen. Bitten Sie Ihre IT-Abteilung, es zu erneuern.',
    remedy: `Erstellen Sie ein Zertifikat und wählen Sie „${choices.makeActive}“. Geben Sie danach seinen Fingerabdruck oder das Zertifikat (Base64) auf der Einrichtungsseite ein.`,
  },
  'certificate-not-yet-valid': {
    sentence:
      'Die Anmeldung ist fehlgeschlagen: Das Anmeldezertifikat Ihrer Organisation ist noch nicht gültig. Bitten Sie Ihre IT-Abteilung, ein anderes zu verwenden.',
    remedy: `Das aktive Zertifikat ist noch nicht gültig. Wählen Sie „${choices.makeActive}“ bei einem, das jetzt gültig ist.`,
  },
};
