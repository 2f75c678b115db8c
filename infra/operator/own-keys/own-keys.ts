import type { KMSClientConfig } from '@aws-sdk/client-kms';
import { type KeyId, type KeyPurpose, keyIdsFrom, keyVariables } from '../../../shared/keys/key-ids.ts';
import type { DecryptionKeys, PublicKeys, SigningKeys } from '../../../shared/keys/own-keys.ts';
import { localKeyIds } from '../../local/embedded-kms.ts';
import { OperatorError } from '../operator-error.ts';

/** The keys of a deployment for one purpose. */
export interface OwnKeys {
  /** The key that new certificates are issued for. */
  readonly current: KeyId;
  readonly publicKeys: PublicKeys;
  /** They sign only if that is their purpose. */
  readonly signingKeys: SigningKeys;
  /** They decrypt only if that is their purpose. */
  readonly decryptionKeys: DecryptionKeys;
  close(): void;
}

/** How to open the keys. */
export interface OwnKeySettings {
  readonly local: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly config: KMSClientConfig;
}

/**
 * Opens the keys of the deployment for `use`; with `--local` those of `npm start`. It loads the KMS client only when
 * called, because few commands need it.
 * @throws OperatorError `settings`, `own-keys-off`
 */
export async function openOwnKeys(use: KeyPurpose, settings: OwnKeySettings): Promise<OwnKeys> {
  const [current, ...others] = keyIdsOf(use, settings);
  if (current === undefined) {
    throw new OperatorError(
      'own-keys-off',
      `This deployment has no such key: ${keyVariables[use]} is not set.`,
      ['Enable it in the stage and deploy, then set the variable as the stack prints it.'],
    );
  }
  const [{ createKmsClient }, { kmsDecryptionKeys, kmsPublicKeys, kmsSigningKeys }] = await Promise.all([
    import('../../../shared/keys/kms-client.ts'),
    import('../../../shared/keys/kms-keys.ts'),
  ]);
  const client = createKmsClient(settings.config);
  return {
    current,
    publicKeys: kmsPublicKeys(client),
    signingKeys: kmsSigningKeys(client, [current, ...others]),
    decryptionKeys: kmsDecryptionKeys(client, [current, ...others]),
    close: () => client.destroy(),
  };
}

function keyIdsOf(use: KeyPurpose, { local, environment }: OwnKeySettings): readonly KeyId[] {
  if (local) return [localKeyIds[use]];
  try {
    return keyIdsFrom(environment, use);
  } catch (error) {
    throw new OperatorError('settings', error instanceof Error ? error.message : String(error));
  }
}
