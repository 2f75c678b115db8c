import type { ProblemCode } from '../../../shared/problems/problem.ts';
import { facts } from '../../fixtures/facts.ts';
import type { Attack } from '../attack.ts';
import { after, swap, swapAll } from '../splice.ts';

/** Text inside a value of the signed message, by what the value is. */
const places: readonly (readonly [string, (message: string, insertion: string) => string])[] = [
  ['NameID', (message, insertion) => after(message, '>B.Simon', insertion)],
  ['Audience', (message, insertion) => after(message, '<Audience>https://', insertion)],
  ['Issuer', (message, insertion) => after(message, `>${facts.issuer.slice(0, 12)}`, insertion)],
  ['an AttributeValue', (message, insertion) => after(message, '<AttributeValue>', insertion)],
  ['DigestValue', (message, insertion) => after(message, '<DigestValue>', insertion)],
  ['SignatureValue', (message, insertion) => after(message, '<SignatureValue>', insertion)],
  ['X509Certificate', (message, insertion) => after(message, '<X509Certificate>', insertion)],
];

/** Markup that some readers skip and some canonical forms leave out. */
const markup: readonly (readonly [name: string, insertion: string, code: ProblemCode])[] = [
  ['a comment', '<!-- -->', 'xml-comment'],
  ['an empty comment', '<!---->', 'xml-comment'],
  ['a processing instruction', '<?x y?>', 'xml-processing-instruction'],
  ['a CDATA section', '<![CDATA[.evil.com]]>', 'xml-cdata'],
  ['an empty CDATA section', '<![CDATA[]]>', 'xml-cdata'],
];

const inValues = places.flatMap(([place, insert]) =>
  markup.map(
    ([name, insertion, code]): Attack => ({
      name: `${name} in ${place}`,
      attack: ({ message }) => insert(message, insertion),
      code,
    }),
  ),
);

const around = markup.flatMap(([name, insertion, code]): Attack[] => [
  { name: `${name} before the root`, attack: ({ message }) => insertion + message, code },
  { name: `${name} after the root`, attack: ({ message }) => message + insertion, code },
  {
    name: `${name} between elements`,
    attack: ({ message }) => swap(message, '<Conditions', `${insertion}<Conditions`),
    code,
  },
  {
    name: `${name} in an attribute value`,
    attack: ({ message }) => swap(message, ' Recipient="', ` Recipient="${insertion}`),
    code,
  },
]);

export const hiddenMarkup: readonly Attack[] = [
  ...inValues,
  ...around,
  {
    name: 'a comment that two readers end differently',
    attack: ({ message }) => after(message, '>B.Simon', '<!-- -- >-->'),
    code: 'xml-comment',
  },
  {
    name: 'a comment that never ends',
    attack: ({ message }) => after(message, '>B.Simon', '<!--'),
    code: 'xml-comment',
  },
  {
    name: 'an XML declaration in the middle',
    attack: ({ message }) => after(message, '>B.Simon', '<?xml version="1.0"?>'),
    code: 'xml-processing-instruction',
  },
  {
    name: 'two XML declarations',
    attack: ({ message }) => `<?xml version="1.0"?><?xml version="1.0"?>${message}`,
    code: 'xml-processing-instruction',
  },
  {
    name: 'a stylesheet before the root',
    attack: ({ message }) => `<?xml-stylesheet href="evil.xsl"?>${message}`,
    code: 'xml-processing-instruction',
  },
];

/** A name whose end a comment, a child element or a second text node hides (the "Duo" bug of 2018). */
const splitBy = (name: string, element: string, code: ProblemCode): Attack => ({
  name: `an element within ${name}, signed by the directory`,
  attack: ({ unsigned, write }) => {
    const before = unsigned();
    const start = before.slice(before.indexOf('<Assertion ')).search(new RegExp(`<${element}[ >]`));
    const text = before.indexOf('>', before.indexOf('<Assertion ') + start) + 1;
    const edited = `${before.slice(0, text + 4)}<x></x>${before.slice(text + 4)}`;
    return write({
      raw: { assertion: edited.slice(edited.indexOf('<Assertion '), edited.indexOf('</samlp:Response>')) },
    });
  },
  code,
});

const classRef = 'AuthnContextClassRef';

const statementWith = (name: string, text: string) =>
  `<AuthnStatement AuthnInstant="${facts.now.toISOString()}"><AuthnContext><${name}>${text}</${name}></AuthnContext></AuthnStatement>`;

const successWith = (message: string) =>
  `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"></samlp:StatusCode><samlp:StatusMessage>${message}</samlp:StatusMessage></samlp:Status>`;

/** In the place of the Issuer, before the Status. */
const responseIssuer = (element: string) =>
  `<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${facts.issuer}${element}</Issuer>`;

/** Child elements where only text may be. */
export const splitText: readonly Attack[] = [
  splitBy('NameID', 'NameID', 'response-structure'),
  splitBy('Issuer', 'Issuer', 'response-structure'),
  splitBy('Audience', 'Audience', 'response-structure'),
  splitBy('AuthnContextClassRef', 'AuthnContextClassRef', 'response-structure'),
  ...['AuthnContextDeclRef', 'AuthenticatingAuthority'].map(
    (name): Attack => ({
      name: `an element within ${name}, signed by the directory`,
      attack: ({ write }) => write({ raw: { authnStatements: statementWith(name, 'urn:x<x></x>') } }),
      control: ({ write }) => write({ raw: { authnStatements: statementWith(name, 'urn:x') } }),
      code: 'response-structure',
    }),
  ),
  {
    name: 'an element within AuthnContextClassRef of the second AuthnStatement, signed by the directory',
    attack: ({ write }) =>
      write({
        raw: { authnStatements: statementWith(classRef, 'urn:x') + statementWith(classRef, 'urn:x<x></x>') },
      }),
    control: ({ write }) =>
      write({
        raw: { authnStatements: statementWith(classRef, 'urn:x') + statementWith(classRef, 'urn:y') },
      }),
    code: 'response-structure',
  },
  {
    name: 'an element within StatusMessage',
    attack: ({ write }) => write({ raw: { status: successWith('All<x></x> well') } }),
    control: ({ write }) => write({ raw: { status: successWith('All well') } }),
    code: 'response-structure',
  },
  {
    name: 'an element within the Issuer of the Response',
    attack: ({ write }) =>
      write({ responseIssuer: undefined, raw: { extensions: responseIssuer('<x></x>') } }),
    control: ({ write }) => write({ responseIssuer: undefined, raw: { extensions: responseIssuer('') } }),
    code: 'response-structure',
  },
  splitBy('an AttributeValue', 'AttributeValue', 'attribute-malformed'),
  {
    name: 'an element in DigestValue',
    attack: ({ message }) => after(message, '<DigestValue>', '<x/>'),
    code: 'signature-structure',
  },
  {
    name: 'an element in SignatureValue',
    attack: ({ message }) => after(message, '<SignatureValue>', '<x/>'),
    code: 'signature-structure',
  },
  {
    name: 'an element in X509Certificate',
    attack: ({ message }) => after(message, '<X509Certificate>', '<x/>'),
    code: 'certificate-malformed',
  },
  {
    name: 'an identity claim that is an element',
    attack: ({ write }) =>
      write({
        raw: {
          attributeStatements: objectIdClaim(`<NameID>${facts.objectId}</NameID>`),
        },
      }),
    control: ({ write }) => write({ raw: { attributeStatements: objectIdClaim(facts.objectId) } }),
    code: 'identity-claim-malformed',
  },
  {
    name: 'text beside the elements of Subject, signed by the directory',
    attack: ({ unsigned, write }) => {
      const message = unsigned();
      const subject = message.slice(message.indexOf('<Subject>'), message.indexOf('</Subject>'));
      return write({ raw: { subject: `${subject}text</Subject>` } });
    },
    code: 'name-id-missing',
  },
];

const objectIdClaim = (value: string): string =>
  swapAll(
    `<AttributeStatement><Attribute Name="CLAIM/tenantid"><AttributeValue>${facts.directoryId}</AttributeValue></Attribute><Attribute Name="CLAIM/objectidentifier"><AttributeValue>${value}</AttributeValue></Attribute></AttributeStatement>`,
    'CLAIM',
    'http://schemas.microsoft.com/identity/claims',
  );
