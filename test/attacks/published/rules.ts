import { facts, secondsAfter } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';
import type { Attack } from '../attack.ts';
import { signatureIn, stripped } from '../forgery.ts';
import { swap } from '../splice.ts';

const fromNow = (seconds: number) => secondsAfter(facts.now, seconds);
const hour = 3_600;
const stranger = signingKey({ name: 'stranger' });

/** What was published of others: a check that was not made. Each row names where. */
export const publishedOmissions: readonly Attack[] = [
  {
    name: 'a confirmation that is over within conditions that are not (Keycloak 2026-1190)',
    attack: ({ write }) => write({ confirmationNotOnOrAfter: fromNow(-hour) }),
    control: ({ write }) => write({ confirmationNotOnOrAfter: fromNow(hour) }),
    code: 'confirmation-expired',
  },
  {
    name: 'conditions that are over around a confirmation that is not (authentik 2026-41577)',
    attack: ({ write }) => write({ notBefore: fromNow(-2 * hour), notOnOrAfter: fromNow(-hour) }),
    control: ({ write }) => write({ notBefore: fromNow(-2 * hour), notOnOrAfter: fromNow(hour) }),
    code: 'assertion-expired',
  },
  {
    name: 'conditions that have not begun (authentik 2026-41577)',
    attack: ({ write }) => write({ notBefore: fromNow(hour), notOnOrAfter: fromNow(2 * hour) }),
    control: ({ write }) => write({ notBefore: fromNow(0), notOnOrAfter: fromNow(2 * hour) }),
    code: 'assertion-not-yet-valid',
  },
  {
    name: 'the audience of another service provider (authentik 2026-41577)',
    attack: ({ write }) => write({ audience: 'https://other.example/saml' }),
    code: 'audience-mismatch',
  },
  {
    name: 'a message that a stranger signed with a certificate of his own in it (xml-crypto 2024-32962)',
    attack: ({ write }) => write({}, { key: stranger }),
    code: 'key-unknown',
  },
  {
    name: 'a message that a stranger signed, where two others are trusted (Net::SAML2 2026-18089)',
    attack: ({ write }) => ({
      message: write({}, { key: stranger }),
      trustedKeys: [asCertificate(signingKey({ name: 'next' })), asCertificate(signingKey())],
    }),
    control: ({ message }) => ({
      message,
      trustedKeys: [asCertificate(signingKey({ name: 'next' })), asCertificate(signingKey())],
    }),
    code: 'key-unknown',
  },
  {
    name: 'a stranger’s message where no certificate is configured (SolarWinds 2026-28323)',
    attack: ({ write }) => ({ message: write({}, { key: stranger }), trustedKeys: [] }),
    code: 'key-missing',
  },
  {
    name: 'an unsigned message where no certificate is configured (SolarWinds 2026-28323)',
    attack: ({ message }) => ({ message: stripped(message), trustedKeys: [] }),
    code: 'signature-missing',
  },
  {
    name: 'a signed response around an assertion of another issuer (SimpleSAMLphp 2026-49283)',
    attack: ({ write }) => write({ assertionIssuer: 'https://victim.example/' }, { sign: 'both' }),
    control: ({ write }) => write({}, { sign: 'both' }),
    code: 'issuer-mismatch',
  },
  {
    name: 'a right signature under an algorithm that signs nothing (xmlsec, HMAC confusion)',
    attack: ({ message }) => {
      const signature = signatureIn(message);
      return swap(
        message,
        signature,
        swap(
          signature,
          'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
          'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
        ),
      );
    },
    code: 'signature-algorithm',
  },
];
