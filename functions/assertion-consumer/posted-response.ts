import { readSamlForm } from '../../shared/http/form.ts';
import type { EndpointRequest } from '../../shared/http/request.ts';
import { defined } from '../../shared/objects/defined.ts';
import type { Problem } from '../../shared/problems/problem.ts';
import {
  type EncryptedResponse,
  readMessage,
  type UnverifiedResponse,
} from '../../shared/saml/inbound/response.ts';
import { attributeOf } from '../../shared/saml/inbound/xml/element.ts';
import { type ContentKey, contentKeyOf } from '../../shared/sign-in/content-key.ts';
import type { TenantLocation } from '../location.ts';
import type { AssertionConsumerDependencies } from './dependencies.ts';
import { type PrivateKeyUse, watchKeyUse } from './failure-delay.ts';
import { type MistakenReplyUrl, resolvePostTarget } from './post-target.ts';
import { locateTenant } from './tenant-of-message.ts';

/** A form with a SAML response that could be read, posted to the address of a tenant, which may not exist. */
export interface PostedForm {
  readonly request: EndpointRequest;
  readonly location: TenantLocation;
  /** The address that the form was posted to instead of the Reply URL. Undefined at the Reply URL. */
  readonly mistaken?: MistakenReplyUrl;
  /** The form field, as sent. */
  readonly samlResponse: string;
  readonly relayState: string | undefined;
  /** The InResponseTo of the Response: only a claim of the sender. */
  readonly inResponseTo: string | undefined;
  /** The key of an encrypted assertion, if this deployment has private keys. */
  readonly contentKey?: ContentKey;
  /** Whether a private key was used for `contentKey`. */
  readonly keyUse?: Pick<PrivateKeyUse, 'wasUsed'>;
}

/** A response by which the directory reports its own failure. It has no assertion. */
export interface PostedFailure extends PostedForm {
  readonly kind: 'failed';
  /** `status-not-success` */
  readonly problem: Problem;
}

/** A response with an assertion, not verified yet. */
export interface PostedResponse extends PostedForm {
  readonly kind: 'response';
  readonly unverified: UnverifiedResponse | EncryptedResponse;
}

/**
 * Reads what was posted, once, without a request to any store; where the app's Reply URL names no tenant, at most one
 * finds it ({@link locateTenant}). A message that cannot be read is refused alike at every tenant's address, existing or
 * not.
 * @throws Problem `reply-url-without-tenant`, and those of `readSamlForm`, `readMessage` and {@link locateTenant}
 */
export async function readPostedResponse(
  deps: Pick<AssertionConsumerDependencies, 'sites' | 'keyOwners' | 'decryptionKeys' | 'random'>,
  request: EndpointRequest,
): Promise<PostedFailure | PostedResponse> {
  const { decryptionKeys, random } = deps;
  const { location, mistaken } = resolvePostTarget(deps.sites, request);
  const { samlResponse, relayState } = readSamlForm(request);
  const message = readMessage(samlResponse);
  const inResponseTo = attributeOf(message.response, 'InResponseTo');
  const form: PostedForm = {
    request,
    location: await locateTenant(deps, location, { request, inResponseTo, message }),
    ...defined({ mistaken }),
    samlResponse,
    relayState,
    inResponseTo,
  };
  if (message.kind === 'failed') return { kind: 'failed', ...form, problem: message.problem };
  // Away from the Reply URL no private key is used, so that no refusal is delayed there.
  if (message.kind === 'plain' || mistaken !== undefined || decryptionKeys === undefined) {
    return { kind: 'response', ...form, unverified: message };
  }
  const keyUse = watchKeyUse(decryptionKeys);
  const contentKey = contentKeyOf(message.encryptedAssertion, keyUse.keys, random);
  return { kind: 'response', ...form, unverified: message, contentKey, keyUse };
}
