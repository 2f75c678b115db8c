import * as v from 'valibot';
import { claimNamePattern, isReservedClaim, standardClaim } from './claim-names.ts';
import type { ClaimRule } from './claim-rules.ts';

/** The limits of {@link claimRulesSchema}. */
export const claimRuleLimits = {
  claims: 24,
  /** The most names of the attribute of one claim. */
  attributes: 8,
  attributeLength: 256,
  /** All rules together, as JSON in UTF-8: a tenant's item holds its own. */
  bytes: 4_096,
} as const;

/** Visible characters and single blanks: a directory's administrator has to see the whole name. */
const visibleText = (longest: number) =>
  v.pipe(
    v.string('must be a text'),
    v.minLength(1, 'must not be empty'),
    v.maxLength(longest, `must have at most ${longest} characters`),
    v.regex(/^[^\s\p{C}]+(?: [^\s\p{C}]+)*$/u, 'must be visible, without blanks at its ends'),
  );

const attributeSchema = v.union(
  [
    visibleText(claimRuleLimits.attributeLength),
    v.strictObject({
      name: visibleText(claimRuleLimits.attributeLength),
      namespace: v.exactOptional(visibleText(claimRuleLimits.attributeLength)),
    }),
  ],
  `must be the name of an attribute, of at most ${claimRuleLimits.attributeLength} visible characters, or {name, namespace}`,
);

const ruleSchema: v.GenericSchema<ClaimRule> = v.strictObject({
  attributes: v.exactOptional(
    v.pipe(
      v.array(attributeSchema),
      v.minLength(1, 'must name an attribute'),
      v.maxLength(claimRuleLimits.attributes, `must name at most ${claimRuleLimits.attributes} attributes`),
      v.readonly(),
    ),
  ),
  many: v.exactOptional(v.boolean('must be true or false')),
  required: v.exactOptional(v.boolean('must be true or false')),
  source: v.exactOptional(visibleText(claimRuleLimits.attributeLength)),
  nameFormat: v.exactOptional(
    v.picklist(['uri', 'basic', 'unspecified'], 'must be uri, basic or unspecified'),
  ),
  off: v.exactOptional(v.literal(true, 'must be true')),
});

/**
 * The section `claims` of an app profile, and a tenant's override of it. Each message names what is wrong, for an error
 * of the synthesis or of the command.
 */
export const claimRulesSchema = v.pipe(
  v.record(
    v.pipe(
      v.string(),
      v.regex(
        claimNamePattern,
        ({ received }) => `${received} is no name of a claim: a letter, then letters, digits and _ . : / -`,
      ),
      v.check(
        (name) => !isReservedClaim(name),
        ({ received }) => `${received} is a claim that Latchkey itself states`,
      ),
    ),
    ruleSchema,
  ),
  v.check(
    (rules) => Object.keys(rules).length <= claimRuleLimits.claims,
    `must have at most ${claimRuleLimits.claims} claims`,
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [name, { attributes, off }] of Object.entries(dataset.value)) {
      if (attributes !== undefined || off === true || standardClaim(name) !== undefined) continue;
      addIssue({ message: `${name} must name its attributes: it is no standard claim` });
    }
    const bytes = new TextEncoder().encode(JSON.stringify(dataset.value)).length;
    if (bytes <= claimRuleLimits.bytes) return;
    addIssue({ message: `must take at most ${claimRuleLimits.bytes} bytes as JSON` });
  }),
);
