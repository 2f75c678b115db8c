import type { Key } from 'aws-cdk-lib/aws-kms';
import type { KeyPurpose } from '../../shared/keys/key-ids.ts';

/** The KMS keys of a stage by their use, the current one first. A use that is switched off has none. */
export type Keys = Readonly<Partial<Record<KeyPurpose, readonly Key[]>>>;
