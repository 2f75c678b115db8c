import { X509Certificate } from 'node:crypto';
import type { EnterpriseApplication } from './enterprise-application.ts';

/** A certificate of the application's own that its admin has uploaded. */
export interface UploadedCertificate {
  /** DER in base64 without line breaks. */
  readonly base64: string;
  readonly thumbprint: string;
  readonly notAfter: Date;
}

/** "Verification certificates": whether requests have to be signed, and whose signatures count. */
export interface Verification {
  readonly required: boolean;
  /** The newest first; Entra tries two. */
  readonly certificates: readonly UploadedCertificate[];
}

const triedCertificates = 2;

/** The certificate in the text of a `.cer` file, with or without its first and last line; or undefined. */
export function readUpload(text: string): UploadedCertificate | undefined {
  try {
    const body = text.replace(/-----(?:BEGIN|END) CERTIFICATE-----/g, '');
    const certificate = new X509Certificate(Buffer.from(body, 'base64'));
    return {
      base64: certificate.raw.toString('base64'),
      thumbprint: certificate.fingerprint.replaceAll(':', ''),
      notAfter: certificate.validToDate,
    };
  } catch {
    return undefined;
  }
}

/** What the admins uploaded for their applications; nothing until then. */
export class UploadedCertificates {
  readonly #encryption = new Map<string, UploadedCertificate>();
  readonly #verification = new Map<string, Verification>();

  /** What assertions are encrypted for; undefined: they are not. */
  encryptionOf({ applicationId }: EnterpriseApplication): UploadedCertificate | undefined {
    return this.#encryption.get(applicationId);
  }

  /** Activates a certificate for token encryption, or deactivates the one that there is. */
  setEncryption(
    { applicationId }: EnterpriseApplication,
    certificate: UploadedCertificate | undefined,
  ): void {
    if (certificate === undefined) this.#encryption.delete(applicationId);
    else this.#encryption.set(applicationId, certificate);
  }

  verificationOf({ applicationId }: EnterpriseApplication): Verification {
    return this.#verification.get(applicationId) ?? { required: false, certificates: [] };
  }

  /** Demands signatures or not, with one more certificate where one was uploaded. */
  setVerification(
    application: EnterpriseApplication,
    required: boolean,
    uploaded: UploadedCertificate | undefined,
  ): void {
    const before = this.verificationOf(application).certificates;
    const certificates = uploaded === undefined ? before : [uploaded, ...before].slice(0, triedCertificates);
    this.#verification.set(application.applicationId, { required, certificates });
  }
}
