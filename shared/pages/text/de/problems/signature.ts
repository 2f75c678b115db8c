import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';

/** One sentence for all that must not be told from an address where there is no tenant. */
export const notRecognised = {
  sentence: 'Die Anmeldung ist nicht gelungen: Die Adresse oder die Anmeldung wurde nicht erkannt.',
} as const;

/** Of what no directory sends. */
export const neverSent: ProblemText = {
  ...notRecognised,
  remedy:
    'In Entra ist nichts zu ändern: Entra sendet so etwas nie. Kommt es wiederholt vor, behandeln Sie es als Angriff.',
};

const byAdmin = (remedy: string): ProblemText => ({ ...notRecognised, remedy });

const chooseSha256 = byAdmin(`${entra.certificates} > Signaturalgorithmus: Wählen Sie SHA-256.`);

/** Refusals of what was signed, how, and by whom, in German. */
export const signatureTexts: ProblemTexts['signature'] = {
  'assertion-missing': neverSent,
  'assertion-repeated': {
    ...neverSent,
    rule: 'SAML Profiles 4.1.4.3; nur eine Assertion in der ganzen Nachricht',
  },
  'assertion-misplaced': neverSent,
  'signature-missing': byAdmin(
    `${entra.certificates} > Signaturoption: Wählen Sie „SAML-Assertion signieren“ oder „SAML-Antwort und -Assertion signieren“.`,
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
    'Der Betreiber fügt dem Mandanten das Zertifikat oder dessen Fingerabdruck hinzu: latchkey tenant key add.',
  ),
  'key-unknown': byAdmin(
    `${entra.certificates}: Das aktive Zertifikat ist nicht das, das übergeben wurde. Übergeben Sie den Fingerabdruck oder das Zertifikat (Base64) des aktiven.`,
  ),
  'certificate-malformed': neverSent,
  'certificate-too-large': {
    ...byAdmin(
      `${entra.certificates} > Neues Zertifikat: Eines, das das Verzeichnis selbst erstellt, hat 1 bis 2 kB.`,
    ),
    rule: 'Grenze dieses Produkts: 8 kB',
  },
  'certificate-weak': byAdmin(
    `${entra.certificates} > Neues Zertifikat: RSA mit mindestens 2048 Bit und dem Exponenten 65537.`,
  ),
  'certificate-expired': {
    sentence: 'Die Anmeldung ist nicht gelungen: Das Anmeldezertifikat Ihrer Organisation ist abgelaufen.',
    remedy: `${entra.certificates}: Das aktive Zertifikat ist abgelaufen. Wählen Sie Neues Zertifikat, danach Zertifikat als aktiv festlegen, und übergeben Sie den neuen Fingerabdruck oder das neue Zertifikat (Base64).`,
  },
  'certificate-not-yet-valid': {
    sentence:
      'Die Anmeldung ist nicht gelungen: Das Anmeldezertifikat Ihrer Organisation ist noch nicht gültig.',
    remedy: `${entra.certificates}: Das aktive Zertifikat ist noch nicht gültig. Wählen Sie bei einem gültigen Zertifikat als aktiv festlegen.`,
  },
};
