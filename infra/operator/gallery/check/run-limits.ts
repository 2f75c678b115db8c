/** After so many seconds no further row begins: with the last one and the removal a run stays under five minutes. */
export const longestRunSeconds = 240;

/** After so many rows in a row without an answer the stage counts as unreachable. */
export const patience = 2;
