import { describe, expect, it } from 'vitest';
import { keyIdsFrom } from '../../shared/keys/key-ids.ts';
import { openDecryptionKeys, openSigningKeys } from '../../shared/keys/open-keys.ts';

const arn = (name: string) => `arn:aws:kms:eu-central-1:123456789012:key/${name}`;

describe('the variables of the keys', () => {
  it.each([{}, { LATCHKEY_DECRYPTION_KEYS: '' }])('may be unset: %j', (environment) => {
    expect(openDecryptionKeys(environment)).toBeUndefined();
    expect(openSigningKeys(environment)).toBeUndefined();
  });

  it('name one key, or two while rolling over, the current one first', () => {
    const two = `${arn('new')},${arn('old')}`;

    expect(keyIdsFrom({ LATCHKEY_DECRYPTION_KEYS: two }, 'decryption')).toEqual([arn('new'), arn('old')]);
    expect(openSigningKeys({ LATCHKEY_REQUEST_SIGNING_KEYS: arn('one') })?.ids).toEqual([arn('one')]);
  });

  it.each(['a,b,c', 'a,a', 'a,', ',', 'a b', ' '])('refuse %j by their name', (text) => {
    expect(() => openDecryptionKeys({ LATCHKEY_DECRYPTION_KEYS: text })).toThrow('LATCHKEY_DECRYPTION_KEYS');
    expect(() => openSigningKeys({ LATCHKEY_REQUEST_SIGNING_KEYS: text })).toThrow(
      'LATCHKEY_REQUEST_SIGNING_KEYS',
    );
  });
});
