import type { KMSClientConfig } from '@aws-sdk/client-kms';
import { type KeyId, type KeyPurpose, keyIdsFrom, keyVariables } from '../../../shared/keys/key-ids.ts';
import type { DecryptionKeys, PublicKeys, SigningKeys } from '../../../shared/keys/own-keys.ts';
import { localKeyIds } from '../../local/embedded-kms.ts';
import { OperatorError } from '../operator-error.ts';

/** The keys of a deployment for one use. */
export interface OwnKeys {
  /** What certificates are made for. */
  readonly current: KeyId;
  readonly publicKeys: PublicKeys;
  /** The keys themselves; they sign only where that is their use. */
  readonly signingKeys: SigningKeys;
  /** They decrypt only where that is their use. */
  readonly decryptionKeys: DecryptionKeys;
  close(): void;
}

/** Where the keys are. */
export interface OwnKeySettings {
  readonly local: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly config: KMSClientConfig;
}

/**
 * Opens the keys that the deployment has for `use`; with `--local` those of `npm start`. KMS's client is loaded
 * only here: few commands have to do with it.
 * @throws OperatorError `settings`, `own-keys-off`
 */
export async function openOwnKeys(use: KeyPurpose, settings: OwnKeySettings): Promise<OwnKeys> {
  const [current, ...others] = keyIdsOf(use, settings);
  if (current === undefined) {
    throw new OperatorError(
      'own-keys-off',
      `This deployment has no key for this: ${keyVariables[use]} is not set.`,
      ['Switch it on in the stage and deploy, then set the variable as the stack prints it.'],
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
