import type { AppId } from '../ids/app-id.ts';

/** The endpoints of an app that belong to one tenant, each at a path of its own: those of SAML, and the set-up page. */
export type EndpointName = 'sign-on' | 'assertion-consumer' | 'metadata' | 'logout' | 'setup';

/**
 * A gallery application as its Microsoft article describes it: everything that differs between one app
 * and the next. Hosts of a stage are not here but in a {@link Site}; the default is the article's own.
 */
export interface AppProfile {
  readonly id: AppId;
  /** The name in the Entra gallery and on pages: "TimeTrack". */
  readonly displayName: string;
  /** The article's origin; `{tenant}` stands where the tenant's name does, if it stands in the host. */
  readonly productionOrigin: string;
  /** The query parameter that names the tenant on an origin without `{tenant}`. */
  readonly tenantParameter: string;
  /** The paths an endpoint answers at. The first is the one we publish; the others are accepted. */
  readonly paths: Readonly<Record<EndpointName, readonly [string, ...string[]]>>;
  /** `per-tenant`: the Identifier is the tenant's metadata URL. `fixed`: it is the bare origin, for all. */
  readonly identifier: 'per-tenant' | 'fixed';
  /** Whether a response that no AuthnRequest asked for may sign a person in. */
  readonly idpInitiated: boolean;
  /** How the customer's admin hands over the trust, first choice first. */
  readonly trustHandedOverBy: 'thumbprint' | 'certificate';
  /** Whether a customer has single sign-on only where the operator switched it on. */
  readonly ssoIsPaidFeature: boolean;
  /** Where a person lands who did not ask for a path: a path of the tenant's own origin. */
  readonly landingPath: string;
  /** Where an IdP-initiated Relay State `<ID>` lands; undefined where the app has no such Relay State. */
  readonly landingPathOfItem?: (itemId: string) => string;
}

/** A Relay State `<ID>`: what the TimeTrack article lets an admin write in the Relay State field. */
export const itemIdPattern = /^[A-Za-z0-9_-]{1,64}$/;
