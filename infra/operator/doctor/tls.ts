import { day } from '../command-result.ts';
import { type DoctorCheck, fail, pass, skip, warn } from './check.ts';
import { speaksOldTls, type TlsFacts } from './probe.ts';

/** AWS Certificate Manager renews 60 days before the end: what is later than this has not been renewed. */
const renewedByDays = 30;
const urgentDays = 7;

const rejections: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is for other hosts',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by itself alone',
  SELF_SIGNED_CERT_IN_CHAIN: 'nobody knows who signed it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'nobody knows who signed it',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'nobody knows who signed it',
};

const renewal =
  'AWS Certificate Manager renews by itself as long as the record that proved the domain stands in DNS: see what ' +
  'it says of the certificate (aws acm list-certificates). An imported certificate has to be imported anew.';

/** How the host of `url` protects what goes over the wire. */
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
          'Deploy this release: it sets TLS 1.2 as the least. What stands in front of the API has a setting of its own.',
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
  const ends = until === undefined ? '' : `, ends ${day(until)}`;
  if (until !== undefined && until <= now) return fail(place, `it has expired${ends}`, renewal);
  if (refusal !== undefined) {
    const next = `Put a certificate of ${hostname} into certificateArn of the app, or leave it out and give the hostedZone.`;
    return fail(place, `${rejections[refusal] ?? refusal}${ends}`, next);
  }
  if (days < urgentDays) return fail(place, `it ends in ${days} days${ends}`, renewal);
  if (days < renewedByDays) return warn(place, `not renewed yet${ends}`, renewal);
  return pass(place, `good${ends}`);
}
