import { describe, expect, it } from 'vitest';
import { readStage } from '../../infra/stages.ts';
import { propertiesOf, resourcesOf, synthesize, templateOf } from './synthesize.ts';

const { keys } = synthesize('full').stacks;
const template = templateOf(keys);

describe('the keys stack', () => {
  it('has an RSA key for decryption and one for signing, which never leave KMS', () => {
    const specifications = propertiesOf(template, 'AWS::KMS::Key').map(({ KeySpec, KeyUsage }) => [
      KeySpec,
      KeyUsage,
    ]);

    // Of decryption the second generation is in use, and the first still opens what was encrypted for it.
    expect(specifications).toEqual([
      ['RSA_2048', 'ENCRYPT_DECRYPT'],
      ['RSA_2048', 'ENCRYPT_DECRYPT'],
      ['RSA_2048', 'SIGN_VERIFY'],
    ]);
  });

  it('keeps them: directories have their public halves', () => {
    expect(keys?.terminationProtection).toBe(true);
    for (const type of ['AWS::KMS::Key', 'AWS::KMS::Alias']) {
      for (const resource of Object.values(resourcesOf(template, type))) {
        expect(resource).toMatchObject({
          DeletionPolicy: 'RetainExceptOnCreate',
          UpdateReplacePolicy: 'Retain',
        });
      }
    }
  });

  it('calls them by their stage', () => {
    expect(propertiesOf(template, 'AWS::KMS::Alias').map(({ AliasName }) => AliasName)).toEqual([
      'alias/latchkey-full-decryption-1',
      'alias/latchkey-full-decryption-2',
      'alias/latchkey-full-request-signing-1',
    ]);
  });

  it('exports every generation, so that a newer one is never held up by who still uses an older one', () => {
    const stage = readStage('third', { third: { decryption: true, decryptionKeyGeneration: 3 } });
    const { stacks } = synthesize(stage);

    expect(Object.keys(templateOf(stacks.keys).toJSON()['Outputs'])).toHaveLength(3);
    expect(stacks.keys?.keys.decryption?.map(({ node }) => node.id)).toEqual(['Decryption3', 'Decryption2']);
  });

  it('is not there where neither is switched on, and has one key where one is', () => {
    const one = synthesize(readStage('one', { one: { requestSigning: true } })).stacks.keys;

    expect(synthesize('plain').stacks.keys).toBeUndefined();
    expect(propertiesOf(templateOf(one), 'AWS::KMS::Key').map(({ KeyUsage }) => KeyUsage)).toEqual([
      'SIGN_VERIFY',
    ]);
  });
});
