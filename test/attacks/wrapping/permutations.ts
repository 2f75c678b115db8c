import { facts } from '../../fixtures/facts.ts';
import type { Attack } from '../attack.ts';
import { assertionIn, evilAssertion, evilIds, evilResponse, signatureIn, stripped } from '../forgery.ts';
import { after, endWith, startWith, swap, swapAll } from '../splice.ts';

/** What a wrapping moves about: the signed element, bare, its signature, and the evil twin. */
interface Pieces {
  readonly genuine: string;
  readonly bare: string;
  readonly signature: string;
  readonly evil: string;
}

interface Permutation {
  readonly name: string;
  readonly wrap: (pieces: Pieces) => string;
}

const inObject = (content: string) => `<Object>${content}</Object>`;
const intoSignature = (signature: string, content: string) => endWith(signature, content);
const extensions = (content: string) => `<samlp:Extensions>${content}</samlp:Extensions>`;
const besideEachOther = (...elements: string[]) => `<Envelope xmlns="urn:x">${elements.join('')}</Envelope>`;
const behindIssuer = (element: string, content: string) => after(element, '</Issuer>', content);

/** The eight of "On Breaking SAML" with the Assertion signed; what is returned stands in its place. */
const ofAssertion: readonly Permutation[] = [
  {
    name: 'XSW1: the evil assertion envelops the genuine one, in an Object of its signature',
    wrap: ({ evil, signature, bare }) => behindIssuer(evil, intoSignature(signature, inObject(bare))),
  },
  {
    name: 'XSW2: the evil assertion holds the signature and the genuine one beside each other',
    wrap: ({ evil, signature, bare }) => behindIssuer(evil, signature + bare),
  },
  {
    name: 'XSW3: the evil assertion before the genuine one',
    wrap: ({ evil, genuine }) => evil + genuine,
  },
  {
    name: 'XSW4: the genuine assertion as the last child of the evil one',
    wrap: ({ evil, genuine }) => endWith(evil, genuine),
  },
  {
    name: 'XSW5: the evil assertion with the signature, the genuine one without it behind',
    wrap: ({ evil, signature, bare }) => behindIssuer(evil, signature) + bare,
  },
  {
    name: 'XSW6: the genuine assertion straight in the signature of the evil one',
    wrap: ({ evil, signature, bare }) => behindIssuer(evil, intoSignature(signature, bare)),
  },
  {
    name: 'XSW7: the evil assertion in Extensions',
    wrap: ({ evil, genuine }) => extensions(evil) + genuine,
  },
  {
    name: 'XSW8: the genuine assertion in Extensions, referenced by the evil one',
    wrap: ({ evil, signature, bare }) => extensions(bare) + behindIssuer(evil, signature),
  },
  { name: 'XSW9: the evil assertion behind the genuine one', wrap: ({ evil, genuine }) => genuine + evil },
];

/** The eight with the Response signed; what is returned is the message. */
const ofResponse: readonly Permutation[] = [
  {
    name: 'XSW1: the evil response envelops the genuine one, in an Object of its signature',
    wrap: ({ evil, signature, bare }) => behindIssuer(evil, intoSignature(signature, inObject(bare))),
  },
  {
    name: 'XSW2: the evil response holds the signature and the genuine one beside each other',
    wrap: ({ evil, signature, bare }) => behindIssuer(evil, signature + bare),
  },
  {
    name: 'XSW3: the evil response before the genuine one, in an envelope',
    wrap: ({ evil, genuine }) => besideEachOther(evil, genuine),
  },
  {
    name: 'XSW4: the genuine response as the last child of the evil one',
    wrap: ({ evil, genuine }) => endWith(evil, genuine),
  },
  {
    name: 'XSW5: the evil response with the signature, the genuine one without it behind, in an envelope',
    wrap: ({ evil, signature, bare }) => besideEachOther(behindIssuer(evil, signature), bare),
  },
  {
    name: 'XSW6: the genuine response straight in the signature of the evil one',
    wrap: ({ evil, signature, bare }) => behindIssuer(evil, intoSignature(signature, bare)),
  },
  {
    name: 'XSW7: the genuine response in Extensions of the evil one',
    wrap: ({ evil, genuine }) => behindIssuer(evil, extensions(genuine)),
  },
  {
    name: 'XSW8: the genuine response in Extensions, referenced by the evil one',
    wrap: ({ evil, signature, bare }) => behindIssuer(evil, signature + extensions(bare)),
  },
  {
    name: 'XSW9: the evil response as the first child of the genuine one',
    wrap: ({ evil, genuine }) => startWith(genuine, evil),
  },
];

const wrapAssertion = (message: string, id: string, wrap: Permutation['wrap']): string => {
  const genuine = assertionIn(message);
  const pieces = {
    genuine,
    bare: stripped(genuine),
    signature: signatureIn(genuine),
    evil: evilAssertion(message, id),
  };
  return swap(message, genuine, wrap(pieces));
};

const wrapResponse = (message: string, sameIds: boolean, wrap: Permutation['wrap']): string => {
  const evil = evilResponse(message);
  const pieces = {
    genuine: message,
    bare: stripped(message),
    signature: signatureIn(message),
    evil: sameIds
      ? swapAll(swapAll(evil, evilIds.response, facts.responseId), evilIds.assertion, facts.assertionId)
      : evil,
  };
  return wrap(pieces);
};

export const permutations: readonly Attack[] = [
  ...ofAssertion.flatMap(({ name, wrap }): Attack[] => [
    {
      name,
      attack: ({ message }) => wrapAssertion(message, evilIds.assertion, wrap),
      code: 'assertion-repeated',
      modes: ['assertion'],
    },
    {
      name: `${name}, under the genuine ID`,
      attack: ({ message }) => wrapAssertion(message, facts.assertionId, wrap),
      code: 'xml-id-repeated',
      modes: ['assertion'],
    },
  ]),
  ...ofResponse.flatMap(({ name, wrap }): Attack[] => [
    {
      name,
      attack: ({ message }) => wrapResponse(message, false, wrap),
      code: name.endsWith('in an envelope') ? 'response-root' : 'assertion-repeated',
      modes: ['response'],
    },
    {
      name: `${name}, under the genuine IDs`,
      attack: ({ message }) => wrapResponse(message, true, wrap),
      code: 'xml-id-repeated',
      modes: ['response'],
    },
  ]),
];
