import { gracePeriodAt } from '../certificate-grace-period.ts';
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
  const grace = gracePeriodAt(connection, now);
  return [
    ...addressWarnings(connection),
    ...(grace === undefined
      ? ofCertificates
      : ofCertificates.map((each) => acceptedUntil(grace.until, each))),
  ];
}

/** Says of an expired certificate that a grace period still accepts it. */
function acceptedUntil(until: Date, warning: ConnectionWarning): ConnectionWarning {
  const { thumbprint, day } = warning.facts;
  if (warning.code !== 'certificate-expired') return warning;
  const end = `${until.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return {
    ...warning,
    message: `Certificate ${thumbprint} expired on ${day} and is accepted until ${end}. Ask for the next one before then.`,
  };
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
