/**
 * The longest text of a message that a flow keeps, in characters: an assertion of 256 kB may hold any. Directories send
 * 33 to 64.
 */
export const longestText = 256;
