import type { TrustedKey } from '../../../shared/saml/inbound/signature/trusted-key.ts';
import type { SigningKey } from '../../fixtures/keys.ts';
import { asCertificate, asThumbprint } from '../../fixtures/trusted-key.ts';
import type { Genuine } from '../genuine.ts';

/** Trust in `key` in the form that the app's admin hands over. */
export function trusting({ app }: Genuine, key: SigningKey): readonly TrustedKey[] {
  return [app === 'timetrack' ? asThumbprint(key) : asCertificate(key)];
}
