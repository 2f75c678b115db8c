import { Problem } from '../../../problems/problem.ts';
import type { NamespaceDeclaration } from './element.ts';
import * as ns from './namespaces.ts';

/** The names that genuine messages declare, as the very strings that they are compared with later. */
const wellKnown: ReadonlyMap<string, string> = new Map(
  [
    ...[ns.saml, ns.samlp, ns.ds, ns.excC14n, ns.xml],
    ...['http://www.w3.org/2001/XMLSchema-instance', 'http://www.w3.org/2001/XMLSchema'],
  ].map((name) => [name, name]),
);

/**
 * Relative namespace names have no canonical form (Canonical XML 1.0 1.3), and libxml2 makes nothing, or no XML,
 * of names that are no URI or hold an ampersand: an absolute URI without one (RFC 3986), or none.
 */
const absoluteUri =
  /^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[\w.-]*(?::\d+)?(?![^/?#])|(?!\/\/))(?:[\w.~!$'()*+,;=:@/?-]|%[\dA-Fa-f]{2})*(?:#(?:[\w.~!$'()*+,;=:@/?-]|%[\dA-Fa-f]{2})*)?$/;

/**
 * The declaration of `prefix`, empty for the default namespace.
 * @throws Problem `xml-malformed` where Namespaces in XML 1.0 section 3 forbids it, `xml-namespace` where we do
 */
export function declarationOf(prefix: string, value: string): NamespaceDeclaration {
  if (isForbidden(prefix, value)) {
    throw new Problem('xml-malformed', { actual: `the prefix ${prefix} of ${value}` });
  }
  const known = wellKnown.get(value);
  if (known === undefined && value !== '' && !absoluteUri.test(value)) {
    throw new Problem('xml-namespace', { actual: value });
  }
  return { prefix, namespace: known ?? value };
}

/** A prefix cannot be undeclared; the reserved prefixes and their names belong to each other alone. */
function isForbidden(prefix: string, value: string): boolean {
  if (prefix === 'xml') return value !== ns.xml;
  return prefix === 'xmlns' || value === ns.xml || value === ns.xmlns || (prefix !== '' && value === '');
}
