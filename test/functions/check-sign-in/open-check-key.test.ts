import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openCheckKey } from '../../../shared/sign-in-check/open-check-key.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the key of the check tenant', () => {
  it.each(['eu-central-1', 'eu-west-1'])(
    'is asked in its own region, from a function in %s',
    async (region) => {
      vi.stubEnv('AWS_REGION', region);
      const asked: unknown[] = [];
      vi.spyOn(KMSClient.prototype, 'send').mockImplementation(async function send(
        this: KMSClient,
        command: unknown,
      ) {
        asked.push(await this.config.region(), command instanceof GetPublicKeyCommand);
        return { PublicKey: new Uint8Array(1) };
      } as never);
      const LATCHKEY_CHECK_KEY = 'arn:aws:kms:eu-central-1:123456789012:key/check';
      const { id, publicKeys } = openCheckKey({ LATCHKEY_CHECK_KEY });
      await publicKeys.publicKeyOf(id);

      expect(asked).toEqual(['eu-central-1', true]);
    },
  );

  it('is named by a variable', () => {
    expect(() => openCheckKey({})).toThrow('LATCHKEY_CHECK_KEY');
  });
});
