/** Where every app ends the session of a browser, by POST from a page of its own origin. */
export const signOutPath = '/sign-out';

/** Returns the sign-out path whose page leads on to `returnTo`, once the person has signed in again. */
export function signOutPathTo(returnTo: string | undefined): string {
  return returnTo === undefined ? signOutPath : `${signOutPath}?${new URLSearchParams({ returnTo })}`;
}
