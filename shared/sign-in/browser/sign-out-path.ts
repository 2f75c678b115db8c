/** Where every app ends the session of a browser, by POST from a page of its own origin. */
export const signOutPath = '/sign-out';

/** Returns the sign-out path whose page leads on to `returnTo`, once the person has signed in again. */
export function signOutPathTo(returnTo: string | undefined): string {
  return returnTo === undefined ? signOutPath : `${signOutPath}?${new URLSearchParams({ returnTo })}`;
}

/** The parameter of {@link signOutPath} that says how far the sign-out reaches, see `SignOutReach`. */
export const reachParameter = 'reach';

/** The parameter by which the page after signing out says that every session of the person has ended. */
export const everywhereParameter = 'everywhere';

/** Where a browser goes on whose person has ended all of their sessions. */
export const signOutEverywherePath = `${signOutPath}?${everywhereParameter}=1`;

/** Where a page signs a person out of their organisation's directory too, also after their session has ended here. */
export const signOutOfDirectoryPath = `${signOutPath}?${reachParameter}=single-logout`;
