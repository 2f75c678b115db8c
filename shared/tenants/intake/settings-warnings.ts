import { parseCertificateFile } from '../keys/read-trusted-key.ts';
import { certificateOf, shownThumbprint } from '../keys/trusted-key-identity.ts';
import type { Connection } from '../tenant.ts';
import { addressWarnings, type ConnectionWarning, certificateWarnings } from './connection-warnings.ts';

/** Returns a warning for everything in a connection that looks like a mistake, or soon will be one. */
export function settingsWarnings(connection: Connection, now: Date): readonly ConnectionWarning[] {
  const ofCertificates = connection.trustedKeys.flatMap((key) => {
    const certificate = certificateOf(key);
    const dates = certificate === undefined ? undefined : datesOf(certificate);
    return dates === undefined
      ? []
      : certificateWarnings({ thumbprint: shownThumbprint(key), ...dates }, now);
  });
  return [...addressWarnings(connection), ...ofCertificates];
}

function datesOf(certificate: string) {
  try {
    const { notBefore, notAfter } = parseCertificateFile(Buffer.from(certificate, 'base64'));
    return { notBefore, notAfter };
  } catch {
    // Shown unchanged where the stored value is not a certificate; verification trusts nothing of it.
    return undefined;
  }
}
