/** The octet that separates fields. */
const ampersand = 0x26;

/**
 * Returns an upper bound of the fields in an `application/x-www-form-urlencoded` form, reading each octet once. So a
 * form of 120,000 fields is rejected before each becomes an object.
 */
export function urlEncodedFields(body: Uint8Array): number {
  let fields = body.length === 0 ? 0 : 1;
  for (const octet of body) if (octet === ampersand) fields += 1;
  return fields;
}

/** Returns an upper bound of the parts in a `multipart/form-data` form: how often it contains its boundary. */
export function multipartFields(body: Uint8Array, boundary: string): number {
  const octets = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const delimiter = `--${boundary}`;
  let parts = 0;
  for (let at = octets.indexOf(delimiter); at >= 0; at = octets.indexOf(delimiter, at + delimiter.length)) {
    parts += 1;
  }
  return parts;
}
