/** The variable that holds the new versions: a JSON object, a function's name to its version's ARN. */
export const newVersionsVariable = 'LATCHKEY_NEW_VERSIONS';
