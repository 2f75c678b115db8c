import type { ProblemText, ProblemTexts } from '../../problem-text.ts';
import { entra } from '../entra.ts';
import { neverSent, notRecognised } from './signature.ts';

const byAdmin = (remedy: string): ProblemText => ({ ...notRecognised, remedy });

const algorithms =
  'RSA-OAEP mit SHA-1 oder SHA-256 (gleich für Digest und MGF1) und AES-128 oder AES-256 in CBC oder GCM';

/** Refusals of what was encrypted, how, and for whom, in German. */
export const encryptionTexts: ProblemTexts['encryption'] = {
  'assertion-encrypted': byAdmin(
    `${entra.tokenEncryption}: Deaktivieren Sie das Zertifikat zur Tokenverschlüsselung; verschlüsselte Assertionen werden für diesen Mandanten nicht angenommen. Oder der Betreiber schaltet sie ein: latchkey tenant encryption … optional.`,
  ),
  'encryption-required': byAdmin(
    `${entra.tokenEncryption}: Importieren Sie das Zertifikat, das latchkey tenant show … zeigt, und aktivieren Sie es; dieser Mandant nimmt nur verschlüsselte Assertionen an.`,
  ),
  'encryption-algorithm': byAdmin(
    `Bei einem anderen Identitätsanbieter als Entra: Wählen Sie ${algorithms}. Entra selbst verschlüsselt so.`,
  ),
  'encryption-structure': neverSent,
  'encryption-of-a-part': {
    ...neverSent,
    rule: 'SAML Core 2.2.4, 2.7.3.2; nur eine ganze Assertion darf verschlüsselt sein',
  },
  'decryption-failed': byAdmin(
    `${entra.tokenEncryption}: Das aktive Zertifikat muss das sein, das latchkey tenant show … zeigt; importieren und aktivieren Sie dieses. Unter Einmaliges Anmelden > SAML-Zertifikate muss das aktive Signaturzertifikat das sein, das übergeben wurde, und die Signaturoption muss die Assertion signieren.`,
  ),
};
