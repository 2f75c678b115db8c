/**
 * How far a sign-out reaches. `local`: it ends the session here, and the page offers to sign out of the directory too.
 * `single-logout`: it also sends a LogoutRequest to the directory, which ends the person's session there and in its
 * other applications.
 */
export type SignOutReach = (typeof signOutReaches)[number];

/** Every {@link SignOutReach}, the default first. */
export const signOutReaches = ['local', 'single-logout'] as const;
