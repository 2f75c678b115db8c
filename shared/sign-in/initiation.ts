/**
 * How a sign-in was initiated. `sp-initiated`: the person opened the application. `idp-tile`: the directory sent
 * them unasked, from a tile of My Apps. `portal-test`: by "Test this application" in the portal, where its message
 * tells. `restarted`: the directory sent them unasked, and we started a sign-in of our own.
 */
export type Initiation = (typeof initiations)[number];

/** Every {@link Initiation}. */
export const initiations = ['sp-initiated', 'idp-tile', 'portal-test', 'restarted'] as const;

/**
 * The ID of the AuthnRequest that the portal's test sends in the application's name; always the same. Its answer
 * mostly has no InResponseTo, and then looks as if it came from a tile. If it has one, it answers only
 * Entra's own request: to us it is as unsolicited as without.
 */
export const portalTestRequestId = 'F84D888AA3B44C1B844375A4E8210D9E';

/** Whether a message with this InResponseTo answers one of our requests, or claims to. */
export function isSolicited(inResponseTo: string | undefined): inResponseTo is string {
  return inResponseTo !== undefined && inResponseTo !== portalTestRequestId;
}

/** @param wasRestarted Whether this browser has just been sent on to a sign-in of our own. */
export function initiationOf(inResponseTo: string | undefined, wasRestarted: boolean): Initiation {
  if (isSolicited(inResponseTo)) return wasRestarted ? 'restarted' : 'sp-initiated';
  return inResponseTo === undefined ? 'idp-tile' : 'portal-test';
}

/** Returns who began a sign-in: the application (`sp`) or the directory (`idp`). */
export function initiatorOf(launch: Initiation): 'sp' | 'idp' {
  return launch === 'sp-initiated' || launch === 'restarted' ? 'sp' : 'idp';
}
