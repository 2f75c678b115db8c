import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { asEntraWrites } from '../../fixtures/entra-response.ts';
import { facts, instantFromNow, secondsAfter } from '../../fixtures/facts.ts';
import { type SigningKey, signingKey } from '../../fixtures/keys.ts';
import { signAssertion, signWhole } from '../../fixtures/sign.ts';
import { x509Data } from '../../fixtures/signature.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import type { Acceptance, Attack, Forge } from '../attack.ts';
import { trusting } from './trusting.ts';

/** The directory's key under a certificate whose validity ends or begins so many seconds from now. */
const endsIn = (seconds: number) => signingKey({ notAfter: secondsAfter(facts.now, seconds) });
const beginsIn = (seconds: number) => signingKey({ notBefore: secondsAfter(facts.now, seconds) });

const signedBy =
  (key: () => SigningKey): Forge =>
  (genuine) => ({ message: genuine.write({}, { key: key() }), trustedKeys: trusting(genuine, key()) });

/** Assertion and response signed by two trusted certificates. */
const signedByTwo =
  (ofAssertion: () => SigningKey, ofResponse: () => SigningKey): Forge =>
  ({ unsigned }) => ({
    message: asEntraWrites(
      signWhole(signAssertion(unsigned(), { key: ofAssertion() }), { key: ofResponse() }),
    ),
    trustedKeys: [asCertificate(ofAssertion()), asCertificate(ofResponse())],
  });

/** A certificate whose notAfter is so many letters and no date at all. */
const undated = (): string => {
  const der = Buffer.from(endsIn(3_600).certificate, 'base64');
  const end = instantFromNow(3_600).slice(2, 19).replace(/\D/g, '');
  const at = der.indexOf(`${end}Z`, 0, 'latin1');
  if (at < 0) throw new TypeError('the certificate does not end when it should');
  der.write('XXXXXXXXXXXXZ', at, 'latin1');
  return der.toString('base64');
};

export const validities: readonly Attack[] = [
  {
    name: 'a certificate that expired a second ago',
    attack: signedBy(() => endsIn(-1)),
    control: signedBy(() => endsIn(1)),
    code: 'certificate-expired',
  },
  {
    name: 'a certificate that expired a year ago',
    attack: signedBy(() => endsIn(-365 * 24 * 3600)),
    code: 'certificate-expired',
  },
  {
    name: 'a certificate that is valid a second from now',
    attack: signedBy(() => beginsIn(1)),
    control: signedBy(() => beginsIn(-1)),
    code: 'certificate-not-yet-valid',
  },
  {
    name: 'a certificate that is valid a year from now',
    attack: signedBy(() => beginsIn(365 * 24 * 3600)),
    code: 'certificate-not-yet-valid',
  },
  {
    name: 'an expired certificate on the response around a valid one on the assertion',
    attack: signedByTwo(
      () => endsIn(1),
      () => endsIn(-1),
    ),
    control: signedByTwo(
      () => endsIn(1),
      () => endsIn(2),
    ),
    code: 'certificate-expired',
    modes: ['assertion'],
  },
  {
    name: 'a certificate not yet valid on the response around a valid one on the assertion',
    attack: signedByTwo(
      () => endsIn(1),
      () => beginsIn(1),
    ),
    control: signedByTwo(
      () => endsIn(1),
      () => beginsIn(-1),
    ),
    code: 'certificate-not-yet-valid',
    modes: ['assertion'],
  },
  {
    name: 'an expired certificate on the assertion within a valid one on the response',
    attack: signedByTwo(
      () => endsIn(-1),
      () => endsIn(1),
    ),
    control: signedByTwo(
      () => endsIn(2),
      () => endsIn(1),
    ),
    code: 'certificate-expired',
    modes: ['assertion'],
  },
  {
    name: 'a trusted certificate whose end is no date',
    attack: ({ write }) => ({
      message: write({}, { keyInfo: x509Data(undated()) }),
      trustedKeys: [{ kind: 'certificate', certificate: undated() }],
    }),
    code: 'key-missing',
  },
  {
    name: 'a certificate whose end is no date, by its thumbprint',
    attack: ({ write }) => ({
      message: write({}, { keyInfo: x509Data(undated()) }),
      trustedKeys: [
        {
          kind: 'thumbprint',
          algorithm: 'sha1',
          thumbprint: createHash('sha1').update(Buffer.from(undated(), 'base64')).digest('hex'),
        },
      ],
    }),
    code: 'certificate-malformed',
  },
];

/** The last and the first second belong to the validity (RFC 5280 4.1.2.5). */
export const validCertificates: readonly Acceptance[] = [
  { name: 'a certificate in its last second', message: signedBy(() => endsIn(0)) },
  { name: 'a certificate in its first second', message: signedBy(() => beginsIn(0)) },
  {
    name: 'two signatures by two valid certificates',
    message: signedByTwo(
      () => endsIn(1),
      () => endsIn(2),
    ),
    modes: ['assertion'],
  },
];
