import { createHash, randomUUID } from 'node:crypto';
import type { NameIdFormat } from './authn-request.ts';
import { type ClaimsChoice, defaultClaims } from './claims-choice.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { Person } from './person.ts';

/** A claim: the Name of its attribute and its value. */
export type Claim = readonly [name: string, value: string];

const identity = 'http://schemas.microsoft.com/identity/claims';
const person2005 = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

/** How a person signs in to the simulated Entra. */
export const passwordMethod =
  'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password';

/** What Entra states beside it after several factors. */
export const multipleAuthn = 'http://schemas.microsoft.com/claims/multipleauthn';

/** The claims about `person` that Entra sends by default, in its order; absent what the person has not. */
export function claimsOf(person: Person, application: EnterpriseApplication): readonly Claim[] {
  return [
    [`${identity}/tenantid`, application.directory.id],
    [`${identity}/objectidentifier`, person.objectId],
    [`${identity}/displayname`, person.displayName],
    [`${identity}/identityprovider`, application.issuer],
    ['http://schemas.microsoft.com/claims/authnmethodsreferences', passwordMethod],
    [`${person2005}/givenname`, person.givenName],
    [`${person2005}/surname`, person.surname],
    ...(person.mail === undefined ? [] : [[`${person2005}/emailaddress`, person.mail] as const]),
    [`${person2005}/name`, person.userPrincipalName],
  ];
}

/** The NameID of `person` in this format: what the admin chose, unless the application asked for something opaque. */
export function nameIdOf(
  person: Person,
  application: EnterpriseApplication,
  format: NameIdFormat,
  { nameIdSource }: ClaimsChoice = defaultClaims,
): string {
  switch (format) {
    case 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent':
      // Pairwise: the same for this person in this application, another one in the next.
      return createHash('sha256')
        .update(`${person.objectId} ${application.applicationId}`)
        .digest('base64url');
    case 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient':
      return randomUUID();
    default:
      return bySource(person, nameIdSource);
  }
}

function bySource(person: Person, source: ClaimsChoice['nameIdSource']): string {
  switch (source) {
    case 'user.userprincipalname':
      return person.userPrincipalName;
    case 'user.mail':
      return person.mail ?? '';
    case 'user.objectid':
      return person.objectId;
  }
}
