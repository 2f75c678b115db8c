import { expect } from 'vitest';
import type { TrustedKey } from '../../../../shared/saml/inbound/signature/trusted-key.ts';
import { thumbprintsOf } from '../../../../shared/tenants/keys/thumbprints.ts';
import { certificateOf } from '../../../../shared/tenants/keys/trusted-key-identity.ts';
import type { Connection } from '../../../../shared/tenants/tenant.ts';
import { type SigningKey, signingKey } from '../../../fixtures/keys.ts';

/** The certificates that a directory can change to. */
export const nextKeys: readonly SigningKey[] = ['one', 'two', 'three'].map((name) => signingKey({ name }));
const everyKey = [signingKey(), ...nextKeys];

/** The SHA-256 thumbprint of a key. */
export const printOf = (key: TrustedKey) => thumbprintsOf(certificateOf(key) ?? '').sha256;

/** The directory's private key for a certificate that a tenant trusts. */
export function privateKeyOf(key: TrustedKey): SigningKey {
  const print = printOf(key);
  return (
    everyKey.find(({ certificate }) => thumbprintsOf(certificate).sha256 === print) ?? expect.unreachable()
  );
}

/** Those keys of a connection that have signed a message for it, by the product's own record of it. */
export function signersOf({ trustedKeys, provenKeys = [] }: Connection): readonly SigningKey[] {
  const proven = new Set(provenKeys.map(({ sha256 }) => sha256));
  return trustedKeys.filter((key) => proven.has(printOf(key))).map((key) => privateKeyOf(key));
}
