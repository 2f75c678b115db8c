import { randomUUID } from 'node:crypto';
import * as samlify from 'samlify';
import { type NameIdFormat, nameIdFormats } from './authn-request.ts';
import { claimsOf, multipleAuthn, nameIdOf, passwordMethod } from './claims.ts';
import { type ClaimsChoice, defaultClaims } from './claims-choice.ts';
import type { AccountSession } from './directory-session.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import type { SigningCertificate } from './signing-certificate.ts';
import type { SigningChoice } from './signing-choice.ts';
import { encryptToken } from './token-encryption.ts';
import type { UploadedCertificate } from './uploaded-certificate.ts';
import { signXml } from './xml-signature.ts';

/** Where a response goes and what it answers. */
export interface ResponseAddress {
  readonly application: EnterpriseApplication;
  readonly replyUrl: string;
  /** The AuthnRequest's ID; undefined for an unsolicited response. */
  readonly inResponseTo: string | undefined;
}

/** A successful sign-in, ready to be written. */
export interface SuccessfulSignIn extends ResponseAddress {
  readonly session: AccountSession;
  readonly nameIdFormat: NameIdFormat | undefined;
  /** The ID of the assertion, which is its SessionIndex too; default: a new one. */
  readonly sessionIndex?: string;
  /** What the admin changed under "Attributes & Claims"; default: nothing. */
  readonly claims?: ClaimsChoice;
  /** Whether the message states several factors. Default false: a password alone. */
  readonly statesMultiFactor?: boolean;
}

/** How a response is signed, and when. */
export interface Signing {
  readonly choice: SigningChoice;
  readonly certificate: SigningCertificate;
  readonly now: Date;
  /** What the assertion is encrypted for; undefined: it is not. */
  readonly encryption: UploadedCertificate | undefined;
}

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion';
const status = 'urn:oasis:names:tc:SAML:2.0:status';
const minute = 60_000;

/** Entra's envelope, byte for byte: its order of attributes, its namespaces, no white space. */
const envelope = (content: string) =>
  `<samlp:Response ID="{ResponseID}" Version="2.0" IssueInstant="{IssueInstant}" Destination="{ReplyUrl}" InResponseTo="{InResponseTo}" xmlns:samlp="${protocol}"><Issuer xmlns="${assertion}">{Issuer}</Issuer>${content}</samlp:Response>`;

const successTemplate = (attributeStatement: string) =>
  envelope(
    `<samlp:Status><samlp:StatusCode Value="${status}:Success"/></samlp:Status><Assertion ID="{AssertionID}" IssueInstant="{IssueInstant}" Version="2.0" xmlns="${assertion}"><Issuer>{Issuer}</Issuer><Subject><NameID Format="{NameIDFormat}">{NameID}</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData InResponseTo="{InResponseTo}" NotOnOrAfter="{NotOnOrAfter}" Recipient="{ReplyUrl}"/></SubjectConfirmation></Subject><Conditions NotBefore="{NotBefore}" NotOnOrAfter="{NotOnOrAfter}"><AudienceRestriction><Audience>{Audience}</Audience></AudienceRestriction></Conditions>${attributeStatement}<AuthnStatement AuthnInstant="{AuthnInstant}" SessionIndex="{AssertionID}"><AuthnContext><AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></AuthnStatement></Assertion>`,
  );

const noPassiveTemplate = envelope(
  `<samlp:Status><samlp:StatusCode Value="${status}:Responder"><samlp:StatusCode Value="${status}:NoPassive"/></samlp:StatusCode><samlp:StatusMessage>{Message}</samlp:StatusMessage></samlp:Status>`,
);

/** The response that signs somebody in, as XML. */
export async function writeSignIn(
  signIn: SuccessfulSignIn,
  { choice, certificate, now, encryption }: Signing,
): Promise<string> {
  const { application, session } = signIn;
  const { claims: chosenClaims = defaultClaims } = signIn;
  const claims = claimsOf(session.person, application).filter(
    ([name]) => !chosenClaims.withheld.some((withheld) => name.endsWith(`/${withheld}`)),
  );
  const nameIdFormat = signIn.nameIdFormat ?? nameIdFormats[0];
  const written = samlify.SamlLib.replaceTagsByValue(successTemplate(attributeStatement(claims.length)), {
    ...addressTags(signIn, now),
    AssertionID: signIn.sessionIndex ?? `_${randomUUID()}`,
    NameIDFormat: nameIdFormat,
    NameID: nameIdOf(session.person, application, nameIdFormat, chosenClaims),
    NotBefore: new Date(now.getTime() - 5 * minute).toISOString(),
    NotOnOrAfter: new Date(now.getTime() + 60 * minute).toISOString(),
    Audience: audienceOf(application.basicSaml.identifier),
    AuthnInstant: session.signedInAt.toISOString(),
    ...Object.fromEntries(
      claims.flatMap(([name, value], index) => [
        [`name${index}`, name],
        [`attrClaim${index}`, value],
      ]),
    ),
  });
  const unsigned = signIn.statesMultiFactor ? withSecondMethod(written) : written;
  // The assertion first: the response's signature covers it with its own signature in place.
  const withAssertionSigned =
    choice.option === 'response'
      ? unsigned
      : signXml(unsigned, certificate, choice.algorithm, {
          element: "/*[local-name()='Response']/*[local-name()='Assertion']",
          reference: "/*/*[local-name()='Assertion']/*[local-name()='Issuer']",
          action: 'after',
        });
  const sealed =
    encryption === undefined ? withAssertionSigned : await encryptToken(withAssertionSigned, encryption);
  if (choice.option === 'assertion') return sealed;
  return signXml(sealed, certificate, choice.algorithm, {
    reference: "/*/*[local-name()='Issuer']",
    action: 'after',
  });
}

/** Entra writes several methods as several values of one attribute. */
function withSecondMethod(message: string): string {
  const first = `<AttributeValue>${passwordMethod}</AttributeValue>`;
  return message.replace(first, `${first}<AttributeValue>${multipleAuthn}</AttributeValue>`);
}

/** The answer to a passive request without a signed-in person: an error, without assertion, unsigned. */
export function writeNoPassive(address: ResponseAddress, now: Date): string {
  return samlify.SamlLib.replaceTagsByValue(noPassiveTemplate, {
    ...addressTags(address, now),
    Message: `AADSTS50058: A silent sign-in request was sent but no user is signed in. Trace ID: ${randomUUID()} Correlation ID: ${randomUUID()} Timestamp: ${entraTimestamp(now)}`,
  });
}

/** A moment as Entra's own messages write it: `2026-11-22 23:50:00Z`. */
export function entraTimestamp(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

function addressTags({ application, replyUrl, inResponseTo }: ResponseAddress, now: Date) {
  return {
    ResponseID: `_${randomUUID()}`,
    IssueInstant: now.toISOString(),
    ReplyUrl: replyUrl,
    // Undefined: samlify leaves out the whole attribute, in the envelope and in the confirmation.
    InResponseTo: inResponseTo,
    Issuer: application.issuer,
  };
}

/** Entra writes an Identifier that is no URI as a service principal name. */
function audienceOf(identifier: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(identifier) ? identifier : `spn:${identifier}`;
}

/** An AttributeStatement with a place for each claim's name and value, without NameFormat and xsi:type. */
function attributeStatement(count: number): string {
  return samlify.SamlLib.attributeStatementBuilder(
    Array.from({ length: count }, (_, index) => ({
      name: `{name${index}}`,
      valueTag: `claim${index}`,
      nameFormat: '',
      valueXsiType: '',
    })),
    { context: '<Attribute Name="{Name}"><AttributeValue>{Value}</AttributeValue></Attribute>' },
    { context: '<AttributeStatement>{Attributes}</AttributeStatement>' },
  );
}
