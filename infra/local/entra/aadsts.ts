import type { Directory } from './directory.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { Person } from './person.ts';

/** A failure that Entra shows on a page of its own, so that the application never hears of it. */
export class AadstsError extends Error {
  readonly code: number;
  /** Where the person can go on as somebody else. */
  readonly otherAccountUrl: string | undefined;

  constructor(code: number, text: string, otherAccountUrl?: string) {
    super(`AADSTS${code}: ${text}`);
    this.code = code;
    this.otherAccountUrl = otherAccountUrl;
  }
}

/** Entra's own numbers and words for what goes wrong at sign-on. */
export const aadsts = {
  directoryNotFound: (id: string) =>
    new AadstsError(
      90002,
      `Tenant '${id}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    ),
  requestMissing: () =>
    new AadstsError(
      750054,
      'SAMLRequest or SAMLResponse must be present as query string parameters in HTTP request for SAML Redirect binding. To learn more, see the troubleshooting article for error AADSTS750054.',
    ),
  notBase64: () => new AadstsError(750056, 'SAML message was not properly base64-encoded.'),
  requestNotSigned: (application: EnterpriseApplication) =>
    new AadstsError(
      76021,
      `The request sent by client is not signed while the application requires signed requests. Application: '${application.basicSaml.identifier}'.`,
    ),
  messageInvalid: (why: string) =>
    new AadstsError(75005, `The request is not a valid Saml2 protocol message. ${why}`),
  idInvalid: (id: string) =>
    new AadstsError(
      7500529,
      `The value '${id}' is not a valid SAML ID. The ID must not begin with a number.`,
    ),
  bindingUnsupported: (binding: string) =>
    new AadstsError(75003, `The application returned an error related to unsupported Binding: ${binding}.`),
  propertyUnsupported: (property: string) =>
    new AadstsError(
      900236,
      `The SAML authentication request property '${property}' is not supported and must not be set.`,
    ),
  comparisonUnsupported: (comparison: string) =>
    new AadstsError(
      900235,
      `SAML authentication request's RequestedAuthenticationContext Comparison value must be 'exact'. Received value: '${comparison}'.`,
    ),
  nameIdMissing: () => new AadstsError(7500530, 'SAML NameId cannot be null.'),
  logoutRequestExpired: () => new AadstsError(50071, 'The logout request has expired.'),
  nameIdPolicyInvalid: () => new AadstsError(75016, 'SAML2 Authentication Request has invalid NameIdPolicy.'),
  authenticationMethodMismatch: (requested: string, application: EnterpriseApplication) =>
    new AadstsError(
      75011,
      `Authentication method 'Password' by which the user authenticated with the service doesn't match requested authentication method '${requested}'. Contact the ${application.displayName} application owner.`,
    ),
  applicationNotFound: (identifier: string, directory: Directory) =>
    new AadstsError(
      700016,
      `Application with identifier '${identifier}' was not found in the directory '${directory.displayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ),
  applicationUnknown: (id: string) =>
    new AadstsError(700016, `Application with identifier '${id}' was not found in the directory.`),
  replyUrlMismatch: (replyUrl: string, application: EnterpriseApplication) =>
    new AadstsError(
      50011,
      `The reply URL '${replyUrl}' specified in the request does not match the reply URLs configured for the application '${application.basicSaml.identifier}'. Make sure the reply URL sent in the request matches one added to your application in the Azure portal.`,
    ),
  noReplyUrl: (application: EnterpriseApplication) =>
    new AadstsError(
      500113,
      `No reply address is registered for the application '${application.displayName}'.`,
    ),
  personNotAssigned: (person: Person, application: EnterpriseApplication, otherAccountUrl?: string) =>
    new AadstsError(
      50105,
      `Your administrator has configured the application ${application.displayName} ('${application.applicationId}') to block users unless they are specifically granted ('assigned') access to the application. The signed-in user '${person.userPrincipalName}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.`,
      otherAccountUrl,
    ),
} as const;
