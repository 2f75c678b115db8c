/** Where every app ends the session of a browser, by POST from a page of its own origin. */
export const signOutPath = '/sign-out';
