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
      // Of tokens the one that signs, and the next one.
      ['RSA_2048', 'SIGN_VERIFY'],
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
      'alias/latchkey-full-token-signing-1',
      'alias/latchkey-full-token-signing-2',
    ]);
  });

  it('exports every generation, so that a newer one is never held up by who still uses an older one', () => {
    const stage = readStage('third', { third: { decryption: true, decryptionKeyGeneration: 3 } });
    const { stacks } = synthesize(stage);

    expect(Object.keys(templateOf(stacks.keys).toJSON()['Outputs'])).toHaveLength(5);
    expect(stacks.keys?.keys.decryption?.map(({ node }) => node.id)).toEqual(['Decryption3', 'Decryption2']);
  });

  it('has of tokens the key that signs, then the next one, which is published before it signs, then the previous one', () => {
    const ofGeneration = (tokenSigningKeyGeneration: number) => {
      const { stacks } = synthesize(readStage('tokens', { tokens: { tokenSigningKeyGeneration } }));
      return stacks.keys?.keys.tokenSigning?.map(({ node }) => node.id);
    };

    expect(ofGeneration(1)).toEqual(['TokenSigning1', 'TokenSigning2']);
    expect(ofGeneration(2)).toEqual(['TokenSigning2', 'TokenSigning3', 'TokenSigning1']);
    expect(ofGeneration(3)).toEqual(['TokenSigning3', 'TokenSigning4', 'TokenSigning2']);
  });

  it('can give the keys of tokens to a second region, and no others', () => {
    const regional = propertiesOf(template, 'AWS::KMS::Key').map(({ MultiRegion }) => MultiRegion === true);
    expect(regional).toEqual([false, false, false, true, true]);
  });

  it('is not there where none is switched on, and has one key where one is', () => {
    const off = { openIdConnect: false };
    const one = synthesize(readStage('one', { one: { ...off, requestSigning: true } })).stacks.keys;

    expect(synthesize(readStage('none', { none: off })).stacks.keys === undefined).toBe(true);
    expect(propertiesOf(templateOf(one), 'AWS::KMS::Key').map(({ KeyUsage }) => KeyUsage)).toEqual([
      'SIGN_VERIFY',
    ]);
  });
});
