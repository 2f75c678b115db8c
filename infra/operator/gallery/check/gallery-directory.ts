import { randomUUID } from 'node:crypto';
import { directoryClaim, objectClaim } from '../../../../shared/saml/inbound/assertion/attributes.ts';
import { type CheckResponse, writeCheckResponse } from '../../../../shared/sign-in-check/signed-response.ts';
import {
  expiredValidity,
  generateTestKey,
  laterValidity,
  type TestKey,
  workingValidity,
} from '../certificates/test-key.ts';

/** The directory of one run: a name that no server can have (RFC 2606). Its keys are in memory alone. */
export interface GalleryDirectory {
  /** As Entra writes it: `https://sts.windows.net/<directory id>/`. */
  readonly issuer: string;
  readonly loginUrl: string;
  readonly directoryId: string;
  /** Its only person, as Entra names people: by user principal name and object ID. */
  readonly person: { readonly nameId: string; readonly objectId: string };
  readonly keys: Readonly<Record<DirectoryKeyName, TestKey>>;
}

/** The keys of a directory. The tenant trusts all but `unknown`: only the rules of the product refuse the others. */
type DirectoryKeyName = 'working' | 'expired' | 'later' | 'unknown';

/** The host of every Login URL of a check: how a run knows what an earlier one left. */
export const galleryDirectoryHost = 'directory.latchkey-gallery.invalid';

/** Makes a directory with new keys. */
export async function createDirectory(now: Date): Promise<GalleryDirectory> {
  const directoryId = randomUUID();
  const named = (state: string) => ({ subject: `Latchkey gallery check, ${state}` });
  const [working, expired, later, unknown] = await Promise.all([
    generateTestKey({ ...named('working'), ...workingValidity(now) }),
    generateTestKey({ ...named('expired'), ...expiredValidity(now) }),
    generateTestKey({ ...named('not yet valid'), ...laterValidity(now) }),
    generateTestKey({ ...named('unknown'), ...workingValidity(now) }),
  ]);
  return {
    issuer: `https://sts.windows.net/${directoryId}/`,
    loginUrl: `https://${galleryDirectoryHost}/${directoryId}/saml2`,
    directoryId,
    person: { nameId: `b.simon@${directoryId}.latchkey-gallery.invalid`, objectId: randomUUID() },
    keys: { working, expired, later, unknown },
  };
}

/** What a message says beside the directory: to whom, and in answer to what. */
export interface MessageTarget {
  readonly audience: string;
  readonly replyUrl: string;
  /** Undefined: it is unsolicited. */
  readonly inResponseTo: string | undefined;
  /** The claims that the application asks for, beside those that identify the person. */
  readonly claims: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** How a message differs from a genuine one. */
export interface MessageChange
  extends Partial<
    Pick<
      CheckResponse,
      'issuer' | 'audience' | 'recipient' | 'nameId' | 'notBefore' | 'validSeconds' | 'hash'
    >
  > {
  /** The object ID of the person. Default: theirs. */
  readonly objectId?: string;
  readonly key?: DirectoryKeyName;
  /** Whether the claims that the application asks for are left out. */
  readonly withoutClaims?: true;
  /** Changes the message after it was signed. */
  readonly alter?: (xml: string) => string;
}

/** Returns a message of the directory as the form field SAMLResponse: in the shape of Entra's, with one change. */
export async function writeMessage(
  { issuer, directoryId, person, keys }: GalleryDirectory,
  { claims, ...target }: MessageTarget,
  { objectId = person.objectId, key = 'working', withoutClaims, alter, ...change }: MessageChange = {},
): Promise<string> {
  const { certificate, sign } = keys[key];
  const response = await writeCheckResponse(
    {
      issuer,
      ...target,
      nameId: person.nameId,
      claims: {
        [directoryClaim]: directoryId,
        [objectClaim]: objectId,
        ...(withoutClaims === true ? {} : claims),
      },
      responseId: `_${randomUUID()}`,
      assertionId: `_${randomUUID()}`,
      validSeconds: 300,
      certificate: certificate.toString('base64'),
      ...change,
    },
    async (octets) => sign(octets, change.hash),
  );
  if (alter === undefined) return response;
  return Buffer.from(alter(Buffer.from(response, 'base64').toString())).toString('base64');
}
