import type { EndpointRequest } from '../../shared/http/request.ts';
import type { Random } from '../../shared/ids/secret.ts';
import type { DecryptionKeys } from '../../shared/keys/own-keys.ts';
import type { EncryptedResponse, UnverifiedResponse } from '../../shared/saml/inbound/response.ts';
import type { SetupLinkStore } from '../../shared/setup/setup-link-store.ts';
import type { ContentKey } from '../../shared/sign-in/content-key.ts';
import type { Deployment } from '../deployment.ts';
import type { TenantLocation } from '../location.ts';
import type { MonotonicClock, PrivateKeyUse } from './failure-delay.ts';
import type { SignInLimits } from './limits.ts';
import type { MistakenReplyUrl } from './posted-to.ts';

/** What the assertion-consumer endpoint works with. */
export type AssertionConsumerDependencies = Deployment & {
  readonly random: Random;
  /** Where a draft's link is looked up: a test counts for none that was revoked. */
  readonly setupLinks: Pick<SetupLinkStore, 'find'>;
  /** Default: what app and tenant allow. */
  readonly limits?: SignInLimits;
  /** Our keys for encrypted assertions. Default: none, and no tenant takes any. */
  readonly decryptionKeys?: DecryptionKeys | undefined;
  /** What an answer waits for that refuses after one of our keys was used. Default: the system's. */
  readonly clock?: MonotonicClock;
};

/** A form post on its way through the ACS: where it came to, and what came. */
export interface PostedForm {
  readonly request: EndpointRequest;
  /** What the URL names; there may be no such tenant. */
  readonly location: TenantLocation;
  /** The form field, as sent. */
  readonly samlResponse: string;
  /** Of an encrypted assertion, where there are keys of ours. */
  readonly contentKey?: ContentKey | undefined;
  /** Whether our keys were used for it. Undefined where nothing is encrypted, or there are no keys. */
  readonly keyUse?: Pick<PrivateKeyUse, 'wasUsed'> | undefined;
  readonly relayState: string | undefined;
}

/** One that is a Response with an assertion. */
export interface PostedResponse extends PostedForm {
  readonly unverified: UnverifiedResponse | EncryptedResponse;
  /** What it was posted to in place of the Reply URL. */
  readonly mistaken?: MistakenReplyUrl;
}
