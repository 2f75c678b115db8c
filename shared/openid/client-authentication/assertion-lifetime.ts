/**
 * The longest time that an assertion may still be valid, in seconds. It may be presented again until then: it is not
 * stored, because the code or refresh token beside it counts once.
 */
export const maximumAssertionSeconds = 300;
