import { describe, expect, it } from 'vitest';
import { testResultTexts as german } from '../../../shared/pages/text/de/setup/test-result.ts';
import { testResultTexts as english } from '../../../shared/pages/text/en/setup/test-result.ts';
import { Problem } from '../../../shared/problems/problem.ts';
import { CheckCollector, ifReached, NotReached } from '../../../shared/saml/inbound/check-runner.ts';
import { checkNames } from '../../../shared/saml/inbound/checks.ts';
import { diagnoseResponse } from '../../../shared/saml/inbound/report.ts';
import { prepareTrust } from '../../../shared/saml/inbound/signature/prepare-trust.ts';
import { describeSignatures } from '../../../shared/saml/inbound/signature/signature-facts.ts';
import { entraResponse } from '../../fixtures/entra-response.ts';
import { facts } from '../../fixtures/facts.ts';
import { signingKey } from '../../fixtures/keys.ts';
import { toBase64 } from '../../fixtures/post.ts';
import { sealResponse } from '../../fixtures/seal.ts';
import { signedResponse } from '../../fixtures/signed-response.ts';
import { asCertificate } from '../../fixtures/trusted-key.ts';

const refuse = () => {
  throw new Problem('user-unknown');
};

it.each([english, german])('the page has a text for each check, in the order of the list', ({ checks }) => {
  expect(Object.keys(checks)).toEqual(checkNames);
});

describe('a list of checks', () => {
  it('hands on what a step found, whoever was asked', async () => {
    const list = new CheckCollector();

    expect(list.check('user', () => 7)()).toBe(7);
    expect((await list.ask('request', async () => 8))()).toBe(8);
    expect(list.checks).toEqual([
      { name: 'user', outcome: 'passed' },
      { name: 'request', outcome: 'passed' },
    ]);
  });

  it('goes on behind a refusal, of which the next step hears nothing', async () => {
    const list = new CheckCollector();
    const found = list.check('user', refuse);
    const asked = await list.ask('request', async () => refuse());

    expect(found).toThrow(new NotReached());
    expect(asked).toThrow(new NotReached());
    expect(`${new NotReached()}`).toBe('NotReached');
    expect(list.checks.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
    expect(ifReached(found)).toBeUndefined();
    expect(ifReached(refuse)).toBeUndefined();
  });

  it('ends at a fault of ours', async () => {
    const list = new CheckCollector();
    const fault = () => {
      throw new TypeError('ours');
    };

    expect(() => list.check('user', fault)).toThrow('ours');
    await expect(list.ask('user', async () => fault())).rejects.toThrow('ours');
    expect(() => ifReached(fault)).toThrow('ours');
  });
});

describe('an examination', () => {
  const { issuer, identifier, replyUrl } = facts;
  const trust = prepareTrust({ trustedKeys: [asCertificate(signingKey())], allowSha1: false });
  const report = (message: string) =>
    diagnoseResponse(toBase64(message), { issuer, identifier, replyUrl, trust }, facts.now);

  it('without keys goes as far as an encrypted assertion', () => {
    const sealed = sealResponse(entraResponse({}));
    const { problem, checks } = report(sealed);

    expect(problem?.code).toBe('assertion-encrypted');
    expect(checks.find(({ name }) => name === 'encryption')?.outcome).toBe('failed');
    expect(describeSignatures(toBase64(sealed))).toEqual([]);
  });

  it('tells of each signature that it can see, of the assertion first', () => {
    const placesOf = (message: string) => describeSignatures(toBase64(message)).map(({ of }) => of);

    expect(placesOf(signedResponse({}, { sign: 'both' }))).toEqual(['assertion', 'response']);
    expect(placesOf(signedResponse({}, { sign: 'response' }))).toEqual(['response']);
    expect(placesOf(sealResponse(entraResponse({}), { sign: 'response' }))).toEqual(['response']);
  });

  it('tells by what it verified a message, and of none that it did not', () => {
    const { verification } = report(signedResponse({}, { sign: 'both' }));

    expect(verification).toMatchObject({
      signed: 'both',
      signatureHash: 'sha256',
      certificate: { thumbprints: { sha256: signingKey().sha256Thumbprint } },
    });
    expect(report(signedResponse({}, { key: signingKey({ name: 'stranger' }) }))).not.toHaveProperty(
      'verification',
    );
  });
});
