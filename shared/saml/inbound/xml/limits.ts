/**
 * What one message may hold; beyond it the reader stops at once. The limits protect time, and no message that a
 * directory writes within the size limit reaches one. Text has no limit of its own: reading it is linear.
 */
export const xmlLimits = {
  /**
   * The body's 256 kB hold 192 kB of XML. What a message has many of is `<AttributeValue>x</AttributeValue>`, at
   * least 34 characters: fewer than this fit. Elements of short names, which SAML does not have, cost most time.
   */
  maximumElements: 6_000,
  maximumDepth: 32,
  /** Namespace declarations count as attributes. */
  maximumAttributesPerElement: 64,
  /** Of an XML attribute and a namespace name, in UTF-16 code units: names, IDs and addresses. */
  maximumAttributeLength: 2_048,
  /**
   * Of a canonical form, in UTF-16 code units. It repeats a namespace at every element that declares it again, so 192
   * kB of elements could become hundreds of times as much; what a directory signs becomes at most three times as much.
   */
  maximumCanonicalLength: 1_048_576,
} as const;
