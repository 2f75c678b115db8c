import { claimNames, claimsOfBSimon, withClaim } from '../fixtures/entra-parts.ts';
import { asEntraWrites } from '../fixtures/entra-response.ts';
import { facts } from '../fixtures/facts.ts';
import { signingKey } from '../fixtures/keys.ts';
import { type PrefixedChoices, prefixedResponse } from '../fixtures/prefixed-response.ts';
import { signResponse } from '../fixtures/sign.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';
import type { Acceptance } from './attack.ts';
import { swap } from './splice.ts';

const groups = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `7c9e6679-7425-40de-944b-${at.toString(16).padStart(12, '0')}`);

/** Entra's own messages, as large and as worldly as they come. */
export const ofEntra: readonly Acceptance[] = [
  ...[0, 1, 150, 300, 1_500].map((count): Acceptance => {
    const ids = groups(count);
    return {
      name: `${count} groups`,
      message: ({ write }) => write({ claims: withClaim(claimsOfBSimon, claimNames.groups, ...ids) }),
      ...(count === 0 ? {} : { attribute: [claimNames.groups, ...ids] as const }),
    };
  }),
  ...[
    ['Latin', 'Zoë Łukasz Ñuñez Đorđe'],
    ['Greek', 'Ελένη Παπαδοπούλου'],
    ['Cyrillic', 'Ольга Ивановна'],
    ['Hebrew', 'רבקה'],
    ['Arabic', 'محمد بن سلمان'],
    ['Devanagari', 'अनिता शर्मा'],
    ['Thai', 'สมชาย'],
    ['Chinese', '张伟'],
    ['Chinese beyond U+FFFF', '\u{20BB7}野家'],
    ['Japanese', 'ありさ アリサ'],
    ['Korean', '김민수'],
    ['Ethiopic', 'ሰላም'],
    ['Emoji', '\u{1F469}\u200d\u{1F4BB}'],
    ['right-to-left marks', '\u200eSimon\u200f'],
  ].map(
    ([script = '', name = '']): Acceptance => ({
      name: `a name in ${script}`,
      message: ({ write }) => write({ nameId: name, claims: [['name', name]] }),
      nameId: name,
      attribute: ['name', name],
    }),
  ),
  {
    name: 'someone without given name, surname and mail',
    message: ({ write }) =>
      write({
        claims: claimsOfBSimon.filter(([name]) => !/givenname|surname|emailaddress/.test(name)),
      }),
  },
  {
    name: 'a value of 2,048 characters',
    message: ({ write }) => write({ claims: [['long', 'x'.repeat(2_048)]] }),
    attribute: ['long', 'x'.repeat(2_048)],
  },
  {
    name: 'a person who signed in by certificate',
    message: ({ write }) => write({ authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509' }),
  },
  ...(['sha384', 'sha512'] as const).map(
    (algorithm): Acceptance => ({
      name: `response and assertion signed with ${algorithm}`,
      message: ({ write }) => write({}, { sign: 'both', algorithm }),
      modes: ['assertion'],
    }),
  ),
  {
    name: 'the same prefix list as some providers write, of prefixes that are not there',
    message: ({ write }) => write({}, { prefixList: 'xs xsi saml' }),
    modes: ['assertion'],
  },
  {
    name: 'the prefix xml declared as what it is, on the response',
    message: ({ message }) =>
      swap(message, '<samlp:Response ', '<samlp:Response xmlns:xml="http://www.w3.org/XML/1998/namespace" '),
  },
  {
    name: 'a prefix list that names the default namespace',
    message: ({ unsigned, mode }) =>
      asEntraWrites(signResponse(unsigned(), { key: signingKey(), sign: mode, prefixList: '#default' })),
  },
];

/** A message of another provider, in a style that is not Entra's. */
const styled = (
  name: string,
  choices: Partial<PrefixedChoices>,
  more: Pick<Acceptance, 'attribute'> = { attribute: ['displayName', choices.value ?? 'B. Simon'] },
): Acceptance => ({
  name,
  message: ({ world, mode }) => ({
    message: prefixedResponse({
      key: signingKey(),
      sign: mode,
      audience: world.identifier,
      replyUrl: world.replyUrl,
      ...choices,
    }),
    ...(choices.keyInfo === false
      ? { trustedKeys: [asCertificate(signingKey({ name: 'next' })), asCertificate(signingKey())] }
      : {}),
  }),
  nameId: facts.signInName,
  ...more,
});

export const ofOtherProviders: readonly Acceptance[] = [
  styled('prefixes, typed values and a signature in lines', {}),
  styled('a signature in lines that end in CR and LF', { lineEnd: '\r\n' }),
  styled('a signature whose lines keep their CR', { lineEnd: '&#13;\n' }),
  styled('an empty prefix list', { prefixList: '' }),
  styled('a prefix list of xs, which only values use', { prefixList: 'xs' }),
  styled('a prefix list of xs and xsi', { prefixList: 'xs xsi' }),
  styled('inclusive canonicalisation of SignedInfo among many prefixes', { canonicalization: 'inclusive' }),
  styled('inclusive canonicalisation, SHA-512 and a prefix list', {
    canonicalization: 'inclusive',
    hash: 'sha512',
    prefixList: 'xs',
  }),
  styled('no KeyInfo, with two trusted certificates', { keyInfo: false }),
  styled('carriage returns and markup in a value', { value: 'a\r\nb & <c> "d"\t' }),
  styled('SHA-384', { hash: 'sha384' }),
];
