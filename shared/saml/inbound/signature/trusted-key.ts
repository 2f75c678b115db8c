/** The largest certificate that is trusted, in bytes of its DER: four times what the largest directory shows. */
export const maximumCertificateBytes = 8_192;

/** How a fingerprint of a certificate's DER was made: what Entra shows is SHA-1. */
export type ThumbprintAlgorithm = 'sha1' | 'sha256';

/**
 * What a tenant trusts to sign for its directory. A certificate is the DER in base64 on one line; a
 * thumbprint is lower-case hex (40 or 64 digits), and `pinned` is the certificate that it was seen to name at
 * the first verified sign-in. A certificate's chain proves nothing here and is never looked at.
 */
export type TrustedKey =
  | { readonly kind: 'certificate'; readonly certificate: string }
  | {
      readonly kind: 'thumbprint';
      readonly algorithm: ThumbprintAlgorithm;
      readonly thumbprint: string;
      readonly pinned?: string;
    };
