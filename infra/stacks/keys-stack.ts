import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Alias, Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { type KeyPurpose, maximumKeys } from '../../shared/keys/key-ids.ts';
import { pascalCase } from '../constructs/names.ts';
import type { Keys } from '../constructs/stage-keys.ts';
import type { Stage } from '../stage.ts';

/** What a keys stack is made from. */
export interface KeysStackProps extends StackProps {
  readonly stage: Stage;
}

/** What a key does, and what its alias is called after `latchkey-<stage>-`. */
const uses = {
  decryption: { keyUsage: KeyUsage.ENCRYPT_DECRYPT, alias: 'decryption', does: 'opens assertions' },
  requestSigning: { keyUsage: KeyUsage.SIGN_VERIFY, alias: 'request-signing', does: 'signs requests' },
  tokenSigning: { keyUsage: KeyUsage.SIGN_VERIFY, alias: 'token-signing', does: 'signs tokens' },
} as const satisfies Record<KeyPurpose, unknown>;

/**
 * The private keys that the stage has switched on: of each use the one of its generation, and the one before, so
 * that a rollover interrupts no sign-in; of tokens also the next one. They are made in KMS and never leave it; directories have their public halves,
 * so they are kept when the stack goes: a key that is gone cannot be made again. A deployment that fails takes only the
 * keys with it that it has made itself, which no directory knows yet, so that it can be tried again.
 */
export class KeysStack extends Stack {
  readonly keys: Keys;

  constructor(scope: Construct, id: string, { stage, ...props }: KeysStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const { decryption, requestSigning, openIdConnect } = stage;
    this.keys = {
      ...(decryption ? { decryption: this.#make(stage, 'decryption', stage.decryptionKeyGeneration) } : {}),
      ...(requestSigning
        ? { requestSigning: this.#make(stage, 'requestSigning', stage.requestSigningKeyGeneration) }
        : {}),
      ...(openIdConnect ? { tokenSigning: this.#makeForTokens(stage) } : {}),
    };
  }

  /**
   * The current key, the next and the previous one. The next is made and published a generation before it signs: no
   * cache of the key set ever meets a token of a key that it does not have, however long it keeps the set.
   */
  #makeForTokens(stage: Stage): readonly Key[] {
    const [next, current, ...previous] = this.#make(
      stage,
      'tokenSigning',
      stage.tokenSigningKeyGeneration + 1,
      maximumKeys.tokenSigning,
    );
    return current === undefined || next === undefined ? [] : [current, next, ...previous];
  }

  /** The newest ones, the newest first, of all that there have been. */
  #make(stage: Stage, use: KeyPurpose, generation: number, inUse: number = 2): readonly Key[] {
    const { keyUsage, alias, does } = uses[use];
    const keys = Array.from({ length: generation }, (_, index) => {
      const name = `${pascalCase(alias)}${index + 1}`;
      const key = new Key(this, name, {
        description: `Latchkey ${stage.name}: ${does}, generation ${index + 1}`,
        keySpec: KeySpec.RSA_2048,
        keyUsage,
        // It cannot become one later: a second region may have its replica.
        ...(use === 'tokenSigning' ? { multiRegion: true } : {}),
        removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      });
      new Alias(this, `${name}Alias`, {
        aliasName: `alias/latchkey-${stage.name}-${alias}-${index + 1}`,
        targetKey: key,
        removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      });
      // Always exported: this stack is deployed before the service, which still uses the older key at that time.
      this.exportValue(key.keyArn);
      return key;
    });
    return keys.slice(-inUse).reverse();
  }
}
