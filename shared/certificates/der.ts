/** One DER value (X.690): a tag, the length of the contents, the contents. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  if (body.length < 0x80) return Buffer.concat([Buffer.of(tag, body.length), body]);
  const digits = body.length.toString(16);
  const length = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, body]);
}

/** SEQUENCE */
export const sequence = (...items: readonly Uint8Array[]): Buffer => der(0x30, ...items);

/** SET with one member. */
export const setOf = (item: Uint8Array): Buffer => der(0x31, item);

/** INTEGER from its big-endian bytes, kept positive. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes[0] ?? 0;
  return der(0x02, first >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

/** OBJECT IDENTIFIER from its dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [40 * first + second, ...rest].flatMap((arc) => {
    const septets = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) septets.unshift(0x80 | (left & 0x7f));
    return septets;
  });
  return der(0x06, Buffer.from(bytes));
}

/** UTF8String */
export const utf8String = (text: string): Buffer => der(0x0c, Buffer.from(text, 'utf8'));

/** UTCTime, to the second: what X.509 asks for until 2049. */
export const derUtcTime = (date: Date): Buffer =>
  der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`, 'ascii'));

/** NULL */
export const derNull: Buffer = der(0x05);

/** TRUE */
export const derTrue: Buffer = der(0x01, Buffer.of(0xff));

/** OCTET STRING */
export const octetString = (bytes: Uint8Array): Buffer => der(0x04, bytes);

/** BIT STRING. @param unusedBits How many bits at its end do not count. Default: none. */
export const bitString = (bytes: Uint8Array, unusedBits = 0): Buffer =>
  der(0x03, Buffer.of(unusedBits), bytes);

/** `[number]`, explicit. */
export const tagged = (number: number, item: Uint8Array): Buffer => der(0xa0 | number, item);
