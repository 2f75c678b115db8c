import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { type SigningKey, signingKey } from '../../fixtures/keys.ts';
import { signWhole } from '../../fixtures/sign.ts';
import { algorithmUris, type HashName, type SignatureChoices } from '../../fixtures/signature.ts';
import type { Asked } from '../../harness/ask.ts';

/** How a message by the Redirect binding is signed, and every way in which a test may want it different. */
interface RedirectChoices {
  /** Default: the directory's. */
  readonly key?: SigningKey;
  readonly algorithm?: HashName;
  /** Default: that of `algorithm`. */
  readonly sigAlg?: string;
  readonly relayState?: string;
  /** Default `SAMLRequest`. */
  readonly name?: 'SAMLRequest' | 'SAMLResponse';
  /** How values are encoded. Default: as JavaScript does. */
  readonly encode?: (value: string) => string;
  /** Changes the parameters after they were signed. */
  readonly edit?: (pairs: readonly string[]) => readonly string[];
}

/** `message` as a directory that signs brings it to `url` by the Redirect binding. */
export function bringSigned(url: string, message: string, choices: RedirectChoices = {}): Asked {
  const { key = signingKey(), algorithm = 'sha256', relayState, name = 'SAMLRequest' } = choices;
  const {
    sigAlg = algorithmUris.rsa[algorithm],
    encode = encodeURIComponent,
    edit = (pairs) => pairs,
  } = choices;
  const pairs = [
    `${name}=${encode(deflateRawSync(message).toString('base64'))}`,
    ...(relayState === undefined ? [] : [`RelayState=${encode(relayState)}`]),
    `SigAlg=${encode(sigAlg)}`,
  ];
  const signature = sign(algorithm, Buffer.from(pairs.join('&')), key.privateKey).toString('base64');
  const query = edit([...pairs, `Signature=${encode(signature)}`]).join('&');
  return { url: `${url}${url.includes('?') ? '&' : '?'}${query}` };
}

/** `message` with an enveloped signature of the directory. */
export function signedLogout(message: string, choices: Partial<SignatureChoices> = {}): string {
  return signWhole(message, { key: signingKey(), ...choices });
}
