import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { neverSent, notRecognised } from './signature.ts';

const byAdmin = (remedy: string): ProblemText => ({ ...notRecognised, remedy });

/** Refusals of what was encrypted, how, and for whom, in German. */
export const encryptionTexts: ProblemTexts['encryption'] = {
  'assertion-encrypted': byAdmin(
    'Verschlüsselte Assertionen Ihrer Organisation werden nicht angenommen. Deaktivieren Sie das Zertifikat, oder bitten Sie die Betreiber der Anwendung, die Verschlüsselung einzuschalten.',
  ),
  'encryption-required': byAdmin(
    'Von Ihrer Organisation werden nur verschlüsselte Assertionen angenommen. Importieren Sie das Zertifikat, das Sie zur Verschlüsselung erhalten haben, und aktivieren Sie es.',
  ),
  'encryption-algorithm': byAdmin(
    'Entra verschlüsselt bereits richtig. Wählen Sie bei einem anderen Identitätsanbieter RSA-OAEP mit SHA-1 oder SHA-256 (gleich für Digest und MGF1) und AES-128 oder AES-256 in CBC oder GCM.',
  ),
  'encryption-structure': neverSent,
  'encryption-of-a-part': {
    ...neverSent,
    rule: 'SAML Core 2.2.4, 2.7.3.2; nur eine ganze Assertion darf verschlüsselt sein',
  },
  'decryption-failed': byAdmin(
    'Importieren Sie das Zertifikat, das Sie zur Verschlüsselung erhalten haben, und aktivieren Sie es. Unter Einmaliges Anmelden > SAML-Zertifikate muss die Signaturoption die Assertion signieren, mit dem Zertifikat, das Sie auf der Einrichtungsseite eingegeben haben.',
  ),
};
