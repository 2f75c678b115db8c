import { expect, it } from 'vitest';
import { claimsOf, nameIdOf } from '../../../../infra/local/entra/claims.ts';
import { createEnterpriseApplications } from '../../../../infra/local/entra/enterprise-application.ts';
import type { Person } from '../../../../infra/local/entra/person.ts';
import { productionSite } from '../../../../shared/apps/site.ts';
import { gallery } from '../../../fixtures/apps.ts';

const person: Person = {
  objectId: '7b0c2f4e-31d6-4a5b-8a4f-d5d1f2e6c101',
  displayName: 'Alain Charon',
  givenName: 'Alain',
  surname: 'Charon',
  userPrincipalName: 'alain.charon@acme.example',
  assigned: false,
};

it('leaves out the address of somebody who has no mailbox', async () => {
  const [application] = await createEnterpriseApplications({
    port: 8080,
    sites: [productionSite(gallery.timetrack)],
  });
  if (application === undefined) throw new Error('No application.');
  const names = (of: Person) => claimsOf(of, application).map(([name]) => name.replace(/.*\//, ''));
  expect(names({ ...person, mail: 'alain@acme.example' })).toContain('emailaddress');
  expect(names(person)).not.toContain('emailaddress');
});

it('names a person by the UPN, and by something new each time where that is asked for', async () => {
  const [application] = await createEnterpriseApplications({
    port: 8080,
    sites: [productionSite(gallery.trakstar)],
  });
  if (application === undefined) throw new Error('No application.');
  const unspecified = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';
  const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
  expect(nameIdOf(person, application, unspecified)).toBe('alain.charon@acme.example');
  expect(nameIdOf(person, application, transient)).not.toBe(nameIdOf(person, application, transient));
});
