/** The stage variable by which the owner of an API says whose sessions it takes, whatever its host. */
export const appVariable = 'latchkeyApp';
