/** The stage variable by which the owner of an API says whose sessions it takes, whatever its host. */
export const appVariable = 'latchkeyApp';

/** The longest encoded name in a header. A longer one is left out: the headers of an answer are limited, also in a proxy. */
export const longestForwardedName = 512;
