import { Problem } from '../../../problems/problem.ts';
import { type CheckRunner, failFast } from '../check-runner.ts';
import { attributeOf, childElements, isElement, requireText, type XmlElement } from '../xml/element.ts';
import * as ns from '../xml/namespaces.ts';
import { any, type Children, one, optional, readSequence } from '../xml/schema-sequence.ts';
import { type Attributes, readAttributes } from './attributes.ts';
import { type ClaimedIdentity, type IdentityRule, type QualifiedNameId, readIdentity } from './identity.ts';
import { readInstant } from './instant.ts';
import { readConfirmation, refuseEncryptedId, type SubjectConfirmation } from './subject-confirmation.ts';

/** What a verified Assertion says, typed, not yet verified. */
export interface Assertion {
  readonly id: string;
  readonly issuer: string;
  readonly issueInstant: Date;
  readonly nameId: QualifiedNameId;
  readonly confirmation: SubjectConfirmation;
  readonly conditions: Conditions;
  /** Of the first AuthnStatement, as are the next two. */
  readonly authnInstant: Date;
  /** How the person signed in to the directory (SAML Core 2.7.2.2). Undefined where the context has none, or several. */
  readonly authnContextClassRef: string | undefined;
  readonly sessionIndex: string | undefined;
  /** The earliest of all AuthnStatements. */
  readonly sessionNotOnOrAfter: Date | undefined;
  readonly attributes: Attributes;
  readonly identity: ClaimedIdentity | undefined;
}

/** The Conditions of an Assertion (SAML Core 2.5.1). Both dates are required here. */
interface Conditions {
  readonly notBefore: Date;
  readonly notOnOrAfter: Date;
  /** The Audiences of each AudienceRestriction. Each restriction has to name us. */
  readonly audienceRestrictions: readonly (readonly string[])[];
}

const malformed = (what: string) => new Problem('response-structure', { actual: what });

const assertionSequence = [
  one(ns.saml, 'Issuer'),
  optional(ns.ds, 'Signature'),
  optional(ns.saml, 'Subject'),
  optional(ns.saml, 'Conditions'),
  optional(ns.saml, 'Advice'),
  any(ns.saml, 'AuthnStatement', 'AttributeStatement', 'AuthzDecisionStatement'),
];
const subjectSequence = [one(ns.saml, 'NameID'), any(ns.saml, 'SubjectConfirmation')];
const audienceSequence = [any(ns.saml, 'Audience')];

/**
 * Reads a verified Assertion in the order of its schema (SAML Core 2.3.3).
 * @throws Problem of the first part that is missing or not what it must be
 */
export function readAssertion(assertion: XmlElement, tenant: AssertionReader = {}): Assertion {
  return wholeAssertion(checkAssertion(assertion, failFast, tenant));
}

type Authentication = Pick<
  Assertion,
  'authnInstant' | 'authnContextClassRef' | 'sessionIndex' | 'sessionNotOnOrAfter'
>;

/** The parts of an Assertion, each as its check found it. */
export interface AssertionParts {
  readonly head: () => Pick<Assertion, 'id' | 'issuer'>;
  readonly claims: () => Pick<Assertion, 'attributes'>;
  readonly subject: () => Pick<Assertion, 'issueInstant' | 'nameId' | 'confirmation'>;
  readonly conditions: () => Pick<Assertion, 'conditions'>;
  readonly authentication: () => Authentication;
  readonly identity: () => Pick<Assertion, 'identity'>;
}

/** The tenant that reads an Assertion. */
export interface AssertionReader extends IdentityRule {
  /** Selects our confirmation if there are several. */
  readonly replyUrl?: string;
}

/** The checks of {@link readAssertion}. */
export function checkAssertion(
  assertion: XmlElement,
  check: CheckRunner,
  reader: AssertionReader = {},
): AssertionParts {
  const parts = check('assertion', () => readSequence(assertion, assertionSequence, malformed));
  const claims = check('claims', () => ({
    attributes: readAttributes(parts().all('AttributeStatement'), reader.identityClaim),
  }));
  const head = () => ({
    id: attributeOf(assertion, 'ID') ?? '',
    issuer: requireText(parts().one('Issuer'), malformed),
  });
  const subject = check('subject', () => readSubject(assertion, parts(), reader.replyUrl));
  return {
    head,
    claims,
    subject,
    conditions: check('conditions', () => ({ conditions: readConditions(parts().optional('Conditions')) })),
    authentication: check('authentication', () => readAuthnStatements(parts().all('AuthnStatement'))),
    identity: check('identity', () => ({
      identity: readIdentity(
        { ...claims(), nameId: () => subject().nameId, issuer: () => head().issuer },
        reader,
      ),
    })),
  };
}

/** Returns the whole Assertion. @throws what the check of a missing part threw */
export function wholeAssertion(parts: AssertionParts): Assertion {
  return {
    ...parts.head(),
    ...parts.claims(),
    ...parts.subject(),
    ...parts.conditions(),
    ...parts.authentication(),
    ...parts.identity(),
  };
}

export const maximumNameIdLength = 256;

function readSubject(
  assertion: XmlElement,
  assertionParts: Children,
  replyUrl: string | undefined,
): Pick<Assertion, 'issueInstant' | 'nameId' | 'confirmation'> {
  const subject = assertionParts.optional('Subject');
  if (subject === undefined) throw new Problem('name-id-missing', { actual: 'no Subject' });
  const issueInstant = requiredInstant(assertion, 'IssueInstant');
  const children = childElements(subject) ?? [];
  const nameIds = children.filter((child) => isElement(child, ns.saml, 'NameID'));
  const [nameId] = nameIds;
  refuseEncryptedId(children);
  const value = nameId === undefined ? undefined : requireText(nameId, malformed);
  if (nameId === undefined || value === undefined || value.trim() === '') {
    throw new Problem('name-id-missing', { actual: nameId === undefined ? 'no NameID' : 'an empty NameID' });
  }
  if (value.length > maximumNameIdLength) {
    throw new Problem('name-id-too-long', {
      expected: `${maximumNameIdLength} characters`,
      actual: `${value.length}`,
    });
  }
  const parts = readSequence(subject, subjectSequence, malformed);
  return {
    issueInstant,
    nameId: {
      value,
      format: attributeOf(nameId, 'Format'),
      nameQualifier: attributeOf(nameId, 'NameQualifier'),
      spNameQualifier: attributeOf(nameId, 'SPNameQualifier'),
    },
    confirmation: readConfirmation(parts.all('SubjectConfirmation'), replyUrl),
  };
}

function readConditions(conditions: XmlElement | undefined): Conditions {
  const notBefore = conditions && attributeOf(conditions, 'NotBefore');
  const notOnOrAfter = conditions && attributeOf(conditions, 'NotOnOrAfter');
  if (conditions === undefined || notBefore === undefined || notOnOrAfter === undefined) {
    throw new Problem('conditions-missing', {
      expected: 'Conditions with NotBefore and NotOnOrAfter',
      actual: conditions === undefined ? 'no Conditions' : 'one of them is missing',
    });
  }
  const restrictions: (readonly string[])[] = [];
  for (const condition of childElements(conditions) ?? [conditions]) {
    if (isElement(condition, ns.saml, 'AudienceRestriction')) {
      const audiences = readSequence(condition, audienceSequence, malformed).all('Audience');
      restrictions.push(audiences.map((audience) => requireText(audience, malformed)));
    } else if (
      !isElement(condition, ns.saml, 'OneTimeUse') &&
      !isElement(condition, ns.saml, 'ProxyRestriction')
    ) {
      throw new Problem('condition-unknown', { actual: condition.localName });
    }
  }
  return {
    notBefore: readInstant(notBefore),
    notOnOrAfter: readInstant(notOnOrAfter),
    audienceRestrictions: restrictions,
  };
}

function readAuthnStatements(statements: readonly XmlElement[]): Authentication {
  const [first] = statements;
  if (first === undefined) throw new Problem('authn-statement-missing');
  const [[classRef, ...more] = []] = statements.map(readContextClasses);
  const ends = statements
    .flatMap((statement) => attributeOf(statement, 'SessionNotOnOrAfter') ?? [])
    .map(readInstant);
  return {
    authnInstant: requiredInstant(first, 'AuthnInstant'),
    // Two readers could choose different ones of two.
    authnContextClassRef: more.length === 0 ? classRef : undefined,
    sessionIndex: attributeOf(first, 'SessionIndex'),
    sessionNotOnOrAfter: ends.length === 0 ? undefined : new Date(Math.min(...ends.map(Number))),
  };
}

/** These texts are whole for any reader (SAML Core 2.7.2.2). */
const contextTexts: ReadonlySet<string> = new Set([
  'AuthnContextClassRef',
  'AuthnContextDeclRef',
  'AuthenticatingAuthority',
]);

/** Returns every AuthnContextClassRef of a statement. */
function readContextClasses(statement: XmlElement): readonly string[] {
  const classes: string[] = [];
  for (const context of childElements(statement) ?? [statement]) {
    if (!isElement(context, ns.saml, 'AuthnContext')) continue;
    for (const child of childElements(context) ?? []) {
      if (!contextTexts.has(child.localName)) continue;
      const text = requireText(child, malformed);
      if (isElement(child, ns.saml, 'AuthnContextClassRef')) classes.push(text.trim());
    }
  }
  return classes;
}

function requiredInstant(element: XmlElement, name: string): Date {
  const text = attributeOf(element, name);
  if (text === undefined) throw malformed(`no ${name} of ${element.localName}`);
  return readInstant(text);
}
