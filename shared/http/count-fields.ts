/** The octets that tell fields apart. */
const ampersand = 0x26;

/**
 * Returns how many fields a form in `application/x-www-form-urlencoded` has at most, by one look at each octet: so that
 * a form of 120,000 fields is refused before each of them becomes an object.
 */
export function urlEncodedFields(body: Uint8Array): number {
  let fields = body.length === 0 ? 0 : 1;
  for (const octet of body) if (octet === ampersand) fields += 1;
  return fields;
}

/** Returns how many parts a form in `multipart/form-data` has at most: how often its boundary stands in it. */
export function multipartFields(body: Uint8Array, boundary: string): number {
  const octets = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const delimiter = `--${boundary}`;
  let parts = 0;
  for (let at = octets.indexOf(delimiter); at >= 0; at = octets.indexOf(delimiter, at + delimiter.length)) {
    parts += 1;
  }
  return parts;
}
