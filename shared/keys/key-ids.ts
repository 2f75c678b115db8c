/** The id of a key in its key store: the ARN of a KMS key, or a name in the local run. */
export type KeyId = string;

/** The purposes of our keys, and the variables that name them. */
export const keyVariables = {
  decryption: 'LATCHKEY_DECRYPTION_KEYS',
  requestSigning: 'LATCHKEY_REQUEST_SIGNING_KEYS',
  tokenSigning: 'LATCHKEY_TOKEN_SIGNING_KEYS',
} as const;

/** The purpose of a key; a key never has two. */
export type KeyPurpose = keyof typeof keyVariables;

/**
 * How many keys of a purpose there are at a time. A rollover needs two: the current one and the previous one. Of the keys
 * for tokens the next one is there too, so that every cache of our key set has it before it signs.
 */
export const maximumKeys = { decryption: 2, requestSigning: 2, tokenSigning: 3 } as const satisfies Record<
  KeyPurpose,
  number
>;

const keyIdPattern = /^[\w:/.-]{1,256}$/;

/**
 * Returns the keys that `environment` names for `use`, the current one first. None where the variable is unset or
 * empty: then nothing is decrypted, or signed.
 * @throws Error that names the variable
 */
export function keyIdsFrom(
  environment: Readonly<Record<string, string | undefined>>,
  use: KeyPurpose,
): readonly KeyId[] {
  const variable = keyVariables[use];
  const text = environment[variable] ?? '';
  if (text === '') return [];
  const ids = text.split(',');
  if (
    ids.length > maximumKeys[use] ||
    new Set(ids).size !== ids.length ||
    !ids.every((id) => keyIdPattern.test(id))
  ) {
    throw new Error(`${variable} must name one to ${maximumKeys[use]} keys, divided by commas`);
  }
  return ids;
}
