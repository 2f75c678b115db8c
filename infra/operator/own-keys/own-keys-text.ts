import { certificateFile } from '../../../shared/certificates/write-certificate.ts';
import { day } from '../command-result.ts';
import { appName } from '../known-apps.ts';
import type { TenantView } from '../tenants/tenant-view.ts';

/** Returns how the customer's administrator enables encryption in Entra; nothing where it is off. */
export function encryptionText({ app, encryption }: TenantView): readonly string[] {
  if (encryption === undefined) return [];
  return [
    `To import in Entra (Enterprise apps > ${appName(app)} > Token encryption > Import Certificate, ` +
      `then Activate), saved as a .cer file:\n${certificateText(encryption)}`,
  ];
}

/** Returns how the customer's administrator requires signed requests in Entra; nothing where they are off. */
export function requestSigningText({ app, requestSigning }: TenantView): readonly string[] {
  if (requestSigning === undefined) return [];
  return [
    `To upload in Entra (Enterprise apps > ${appName(app)} > Single sign-on > SAML Certificates > ` +
      `Verification certificates), saved as a .cer file:\n${certificateText(requestSigning)}`,
    "Requiring verification certificates there disables the portal's Test button and sign-ins that start in My Apps.",
  ];
}

interface ShownCertificate {
  readonly certificate: string;
  readonly thumbprints: { readonly sha1?: string };
  readonly notAfter?: Date;
}

function certificateText({ certificate, thumbprints, notAfter }: ShownCertificate): string {
  const expires = notAfter === undefined ? '' : `, expires ${day(notAfter)}`;
  const file = certificateFile(certificate).replaceAll('\r\n', '\n').trimEnd();
  return `\n${file}\n\n  Thumbprint ${(thumbprints.sha1 ?? '').toUpperCase()}${expires}`;
}
