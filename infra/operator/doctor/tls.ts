import { day } from '../command-result.ts';
import { type DoctorCheck, fail, pass, skip, warn } from './check.ts';
import { speaksOldTls, type TlsFacts } from './probe.ts';

/** AWS Certificate Manager renews 60 days before expiry: with fewer days left than this, renewal has failed. */
const renewedByDays = 30;
const urgentDays = 7;

const rejections: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for other hosts',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its issuer is unknown',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its issuer is unknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is unknown',
};

const renewal =
  'AWS Certificate Manager renews automatically while the validation record stays in DNS. See the status of the ' +
  'certificate: aws acm list-certificates. Import an imported certificate again.';

/** Checks the TLS protocol and certificate of the host of `url`. */
export async function tlsChecks(
  url: URL,
  tls: TlsFacts | undefined,
  now: Date,
): Promise<readonly DoctorCheck[]> {
  const at = url.host;
  const [protocol, certificate] = [
    { code: 'tls-protocol', at },
    { code: 'tls-certificate', at },
  ] as const;
  if (tls === undefined) {
    const plain = 'plain http on this machine';
    return [skip(protocol, plain), skip(certificate, plain)];
  }
  return [
    (await speaksOldTls(url))
      ? fail(
          protocol,
          `${tls.protocol}, but TLS 1.1 and older as well`,
          'Deploy this release: it requires TLS 1.2. If a proxy stands in front of the API, set its minimum to TLS 1.2 too.',
        )
      : pass(protocol, `${tls.protocol}; older than 1.2 is refused`),
    certificateCheck(certificate, url, tls, now),
  ];
}

function certificateCheck(
  place: { readonly code: 'tls-certificate'; readonly at: string },
  { hostname }: URL,
  { certificate, refusal }: TlsFacts,
  now: Date,
): DoctorCheck {
  const until = certificate?.validToDate;
  const days = until === undefined ? 0 : Math.floor((until.getTime() - now.getTime()) / 86_400_000);
  const ends = until === undefined ? '' : `, expires ${day(until)}`;
  if (until !== undefined && until <= now) return fail(place, `it has expired${ends}`, renewal);
  if (refusal !== undefined) {
    const next = `Set certificateArn of the app to a certificate for ${hostname}, or remove it and set hostedZone.`;
    return fail(place, `${rejections[refusal] ?? refusal}${ends}`, next);
  }
  if (days < urgentDays) return fail(place, `it expires in ${days} days${ends}`, renewal);
  if (days < renewedByDays) return warn(place, `not renewed yet${ends}`, renewal);
  return pass(place, `valid${ends}`);
}
