import type { ClaimRules } from '../claims/claim-rules.ts';
import type { Language } from '../http/language.ts';
import type { AppId } from '../ids/app-id.ts';
import type { ArticleFacts } from './article-facts.ts';
import type { DeclaredClient } from './declared-client.ts';
import type { SignOutReach } from './sign-out-reach.ts';
import type { SupportContact } from './support-contact.ts';

/** The endpoints of an app that belong to one tenant, each with its path: the SAML ones, and the set-up page. */
export type EndpointName = (typeof endpointNames)[number];

/** Every {@link EndpointName}. */
export const endpointNames = ['sign-on', 'assertion-consumer', 'metadata', 'logout', 'setup'] as const;

/**
 * A gallery application as its Microsoft article describes it: everything that differs between apps. Plain data, made
 * of an app document (`infra/apps/<id>.json`) at synthesis. The hosts of a stage are in a {@link Site} instead; the
 * default is the article's origin.
 */
export interface AppProfile {
  readonly id: AppId;
  /** The name in the Entra gallery and on pages: "Contoso Time". */
  readonly displayName: string;
  /** Whom customers ask. Every page shows it. */
  readonly support: SupportContact;
  /** The article's origin, with `{tenant}` in place of the tenant's name if the host contains it. */
  readonly productionOrigin: string;
  /** The query parameter that names the tenant on an origin without `{tenant}`. */
  readonly tenantParameter: string;
  /**
   * The paths of each endpoint, with `{tenant}` where the tenant's name stands. The first is published; the others are
   * accepted.
   */
  readonly paths: Readonly<Record<EndpointName, readonly [string, ...string[]]>>;
  /** The query of each path, as it is written: `namespace={tenant}`. Default: none. */
  readonly queries?: Readonly<Partial<Record<EndpointName, readonly string[]>>>;
  /**
   * Identifier (Entity ID), with `{tenant}` where the tenant's name stands: an address, a URN, a bare name. An address at
   * {@link productionOrigin} follows the app to the origin of a stage.
   */
  readonly entityId: string;
  /** Whether each tenant has its own Identifier, or all share one. */
  readonly identifier: 'per-tenant' | 'fixed';
  /**
   * `issuer`: the Reply URL names no tenant. The browser's request does, or else the key that signed for the issuer.
   * Default: the Reply URL names it.
   */
  readonly tenantBy?: 'issuer';
  /**
   * The Sign-on URL that customers enter, where it is not written like the address of the endpoint `sign-on`: a page of
   * the vendor's application that leads there, or the same with a slash. Default: that address.
   */
  readonly signOnUrl?: string;
  /** Whether a response that no AuthnRequest asked for may sign a person in. */
  readonly idpInitiated: boolean;
  /** How the customer's administrator provides the trusted key, first choice first. */
  readonly trustHandedOverBy: 'thumbprint' | 'certificate';
  /** Whether a customer has single sign-on only if the operator enabled it. */
  readonly ssoIsPaidFeature: boolean;
  /** How far a sign-out reaches where the tenant has no rule of its own. Default `local`. */
  readonly signOut?: SignOutReach;
  /** Programs that sign people in by OpenID Connect. Default: none but those that the command adds. */
  readonly openIdClients?: readonly DeclaredClient[];
  /** What the application gets of a person beside name and id. Default: nothing. */
  readonly claims?: ClaimRules;
  /** The destination of a person who requested no path: a path of the tenant's origin. */
  readonly landingPath: string;
  /** The path that an IdP-initiated Relay State `<ID>` opens, with `{id}` in it: `/items/{id}`. Default: no such path. */
  readonly landingPathOfItem?: string;
  /** Whether users must be activated too, after they are created. */
  readonly usersAreActivated: boolean;
  /** A sentence for administrators that says who creates accounts. */
  readonly whoCreatesUsers: Readonly<Record<Language, string>>;
  /** The vendor's terms in the set-up article. */
  readonly article: ArticleFacts;
}

/** A Relay State `<ID>`: what an article with such a Relay State lets an admin write in the Relay State field. */
export const itemIdPattern = /^[A-Za-z0-9_-]{1,64}$/;
