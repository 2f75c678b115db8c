import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Alias, Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { KeyName } from '../constructs/key-actions.ts';
import { pascalCase } from '../constructs/names.ts';
import type { Stage } from '../stages.ts';

/** What a keys stack is made from. */
export interface KeysStackProps extends StackProps {
  readonly stage: Stage;
}

/** What a key does, and what its alias is called after `latchkey-<stage>-`. */
const keyKinds = {
  decryption: { usage: KeyUsage.ENCRYPT_DECRYPT, alias: 'decryption', does: 'reads encrypted assertions' },
  requestSigning: { usage: KeyUsage.SIGN_VERIFY, alias: 'request-signing', does: 'signs AuthnRequests' },
} as const satisfies Record<KeyName, unknown>;

/**
 * The private keys that the stage has switched on. They are made in KMS and never leave it; directories have their
 * public halves, so they are kept when the stack goes: a key that is gone cannot be made again.
 */
export class KeysStack extends Stack {
  readonly keys: Partial<Record<KeyName, Key>> = {};

  constructor(scope: Construct, id: string, { stage, ...props }: KeysStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    for (const name of Object.keys(keyKinds) as KeyName[]) {
      if (!stage[name]) continue;
      const { usage, alias, does } = keyKinds[name];
      const key = new Key(this, pascalCase(alias), {
        description: `Latchkey ${stage.name}: ${does}`,
        keySpec: KeySpec.RSA_2048,
        keyUsage: usage,
        removalPolicy: RemovalPolicy.RETAIN,
      });
      new Alias(this, `${pascalCase(alias)}Alias`, {
        aliasName: `alias/latchkey-${stage.name}-${alias}`,
        targetKey: key,
        removalPolicy: RemovalPolicy.RETAIN,
      });
      this.keys[name] = key;
    }
  }
}
