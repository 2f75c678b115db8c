/** What one message may hold; beyond it the reader stops at once. */
export const xmlLimits = {
  maximumElements: 2_000,
  maximumDepth: 32,
  /** Namespace declarations count as attributes. */
  maximumAttributesPerElement: 64,
  /** Of text and of attribute values, in UTF-16 code units. */
  maximumValueLength: 2_048,
} as const;

/** Elements whose text may be as long as the message: a certificate, a cipher text. */
export const longValueElements: ReadonlySet<string> = new Set(['X509Certificate', 'CipherValue']);
