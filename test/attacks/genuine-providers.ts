import { type SigningKey, signingKey } from '../fixtures/keys.ts';
import { type Provider, responseOf } from '../fixtures/providers/provider.ts';
import { providers } from '../fixtures/providers/providers.ts';
import type { SignatureStyle } from '../fixtures/providers/signature-style.ts';
import type { Places } from '../fixtures/sign-in-place.ts';
import { asCertificate } from '../fixtures/trusted-key.ts';
import type { Acceptance } from './attack.ts';
import { trusting } from './keys/trusting.ts';

/** What a provider is configured to do otherwise than by default. */
interface Habit {
  /** Completes the provider's name. */
  readonly name: string;
  readonly signature?: Partial<SignatureStyle>;
  readonly key?: () => SigningKey;
  readonly places?: Places;
  /** Two certificates are trusted, the signing one last. */
  readonly rollingOver?: boolean;
}

const bits = (size: number): Habit => ({
  name: `by an RSA key of ${size} bits`,
  key: () => signingKey({ name: 'large', bits: size }),
});

const habits: readonly Habit[] = [
  { name: 'as it comes' },
  { name: 'signing response and assertion', places: 'both' },
  { name: 'with SHA-384', signature: { hash: 'sha384' } },
  { name: 'with SHA-512', signature: { hash: 'sha512' } },
  bits(3_072),
  bits(4_096),
  { name: 'without KeyInfo, two certificates trusted', signature: { keyInfo: () => '' }, rollingOver: true },
  { name: 'with two certificates trusted', rollingOver: true },
  { name: 'with inclusive canonicalisation of SignedInfo', signature: { canonicalization: 'inclusive' } },
  { name: 'with a PrefixList of everything', signature: { prefixList: 'xs xsi xsd saml samlp ds #default' } },
  { name: 'with the name of canonicalisation that keeps comments', signature: { withComments: true } },
  {
    name: 'with that name and a PrefixList',
    signature: { withComments: true, prefixList: 'xs xsi xsd saml samlp ds #default' },
  },
  { name: 'with base64 in lines', signature: { wrap: '\n' } },
  { name: 'with base64 in lines that keep their carriage return', signature: { wrap: '&#13;\n' } },
  { name: 'with an indented signature', signature: { between: '\r\n\t' } },
];

const accepted = (provider: Provider, habit: Habit): Acceptance => ({
  name: `${provider.name} ${habit.name}`,
  message: (genuine) => {
    const key = habit.key?.() ?? signingKey();
    const { identifier, replyUrl } = genuine.world;
    const places = habit.places ?? genuine.mode;
    return {
      message: responseOf(provider, places, key, { identifier, replyUrl }, habit.signature),
      trustedKeys: habit.rollingOver
        ? [asCertificate(signingKey({ name: 'next' })), asCertificate(key)]
        : trustingOf(provider, genuine, key),
    };
  },
  ...(habit.places === 'both' ? { modes: ['assertion'] } : {}),
});

/** A message that shows no certificate is verified by one that was handed over, not by a thumbprint. */
const trustingOf = (
  { signature }: Provider,
  genuine: Parameters<typeof trusting>[0],
  key: SigningKey,
): ReturnType<typeof trusting> =>
  signature.keyInfo === undefined ? [asCertificate(key)] : trusting(genuine, key);

/** Each provider, each habit: nothing that is genuine is refused. */
export const ofProviders: readonly Acceptance[] = providers.flatMap((provider) =>
  habits.map((habit) => accepted(provider, habit)),
);

const people: readonly (readonly [script: string, name: string])[] = [
  ['Latin', 'Zoë Łukasz Ñuñez Đorđe'],
  ['Latin in pieces', 'Zoe\u0308'],
  ['Greek', 'Ελένη Παπαδοπούλου'],
  ['Cyrillic', 'Ольга Ивановна'],
  ['Hebrew', 'רבקה'],
  ['Arabic', 'محمد بن سلمان'],
  ['Devanagari', 'अनिता शर्मा'],
  ['Thai', 'สมชาย'],
  ['Chinese beyond U+FFFF', '\u{20bb7}野家'],
  ['Japanese', 'ありさ アリサ'],
  ['Korean', '김민수'],
  ['Ethiopic', 'ሰላም'],
];

/** The people of every provider, by the name that it puts where Entra puts the sign-in name. */
export const ofPeople: readonly Acceptance[] = providers.flatMap((provider) =>
  people.map(
    ([script, name]): Acceptance => ({
      name: `a name in ${script} from ${provider.name}`,
      message: (genuine) => ({
        message: responseOf(renaming(provider, name), genuine.mode, signingKey(), genuine.world),
        trustedKeys: trustingOf(provider, genuine, signingKey()),
      }),
      nameId: name,
      apps: ['timetrack'],
    }),
  ),
);

const threeHundred = Array.from({ length: 300 }, (_, at) => `group-${at}`);

/** 300 groups, as the values of one attribute under whatever prefix the provider writes. */
export const ofManyGroups: readonly Acceptance[] = providers.map((provider) => ({
  name: `300 groups from ${provider.name}`,
  message: (genuine) => ({
    message: responseOf(grouping(provider), genuine.mode, signingKey(), genuine.world),
    trustedKeys: trustingOf(provider, genuine, signingKey()),
  }),
  attribute: ['http://schemas.microsoft.com/ws/2008/06/identity/claims/groups', ...threeHundred],
}));

const grouping = (provider: Provider): Provider => ({
  ...provider,
  response: (to) =>
    provider.response(to).replace(/<\/([\w.-]+:)?AttributeStatement>/, (end, prefix = '') => {
      const values = threeHundred.map(
        (group) => `<${prefix}AttributeValue>${group}</${prefix}AttributeValue>`,
      );
      return `<${prefix}Attribute Name="http://schemas.microsoft.com/ws/2008/06/identity/claims/groups">${values.join('')}</${prefix}Attribute>${end}`;
    }),
});

/** `provider`, whatever it would say of B. Simon, saying it of somebody called `name`. */
const renaming = (provider: Provider, name: string): Provider => ({
  ...provider,
  response: (to) =>
    provider.response(to).replace(/(<(?:[\w.-]+:)?NameID[^>]*>)[^<]*/, (_, start) => start + name),
});
