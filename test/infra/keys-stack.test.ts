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

    expect(specifications).toEqual([
      ['RSA_2048', 'ENCRYPT_DECRYPT'],
      ['RSA_2048', 'SIGN_VERIFY'],
    ]);
  });

  it('keeps them: directories have their public halves', () => {
    expect(keys?.terminationProtection).toBe(true);
    for (const type of ['AWS::KMS::Key', 'AWS::KMS::Alias']) {
      for (const resource of Object.values(resourcesOf(template, type))) {
        expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      }
    }
  });

  it('calls them by their stage', () => {
    expect(propertiesOf(template, 'AWS::KMS::Alias').map(({ AliasName }) => AliasName)).toEqual([
      'alias/latchkey-full-decryption',
      'alias/latchkey-full-request-signing',
    ]);
  });

  it('is not there where neither is switched on, and has one key where one is', () => {
    const one = synthesize(readStage('one', { one: { requestSigning: true } })).stacks.keys;

    expect(synthesize('plain').stacks.keys).toBeUndefined();
    expect(propertiesOf(templateOf(one), 'AWS::KMS::Key').map(({ KeyUsage }) => KeyUsage)).toEqual([
      'SIGN_VERIFY',
    ]);
  });
});
