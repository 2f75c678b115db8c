import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { createEnterpriseApplications } from '../../infra/local/entra/enterprise-application.ts';
import { writeSignIn } from '../../infra/local/entra/response-writer.ts';
import type { SigningChoice } from '../../infra/local/entra/signing-choice.ts';
import { localSites } from '../../infra/local/sites.ts';
import { type Place, verifiesWithXmlsec1 } from './xmlsec1.ts';

const now = new Date();
const [application] = await createEnterpriseApplications({ port: 8080, sites: localSites(8080), now });
if (application === undefined) throw new Error('the simulated Entra has no application');
const [person] = application.directory.people;
if (person === undefined) throw new Error('the directory has nobody in it');
const { certificate, basicSaml } = application;
const certificatePem = new X509Certificate(certificate.der).toString();

const placesOf: Readonly<Record<SigningChoice['option'], readonly Place[]>> = {
  assertion: ['assertion'],
  response: ['response'],
  'response-and-assertion': ['assertion', 'response'],
};

test.each([
  { option: 'assertion', algorithm: 'sha256' },
  { option: 'response', algorithm: 'sha256' },
  { option: 'response-and-assertion', algorithm: 'sha256' },
  { option: 'assertion', algorithm: 'sha1' },
] as const)(
  'xmlsec1 accepts what the simulated Entra signs: $option, $algorithm',
  async ({ option, algorithm }) => {
    const message = await writeSignIn(
      {
        application,
        replyUrl: basicSaml.replyUrl,
        inResponseTo: '_0123456789abcdef0123456789abcdef',
        session: { person, signedInAt: now },
        nameIdFormat: undefined,
      },
      { choice: { option, algorithm, certificate: 'active' }, certificate, now, encryption: undefined },
    );
    for (const place of placesOf[option]) {
      expect(verifiesWithXmlsec1(message, place, certificatePem)).toBe(true);
      const changed = message.replaceAll(person.userPrincipalName, 'somebody.else@acme.example');
      expect(verifiesWithXmlsec1(changed, place, certificatePem)).toBe(false);
    }
  },
);
