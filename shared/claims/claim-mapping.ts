import { type StandardClaim, standardClaim } from './claim-names.ts';
import type { ClaimRule, ClaimRules } from './claim-rules.ts';

/** How one claim of an application is made, with every default. */
export interface MappedClaim {
  readonly claim: string;
  /** The whole names of the attribute, in the order in which they count. */
  readonly attributes: readonly string[];
  readonly many: boolean;
  readonly required: boolean;
  /** What a directory's administrator enters to send it. */
  readonly entry: {
    readonly name: string;
    /** Undefined: none. */
    readonly namespace?: string;
    /** Undefined where the application does not say. */
    readonly source?: string;
    readonly nameFormat?: NonNullable<ClaimRule['nameFormat']>;
  };
}

/** What an application gets of a person, claim by claim, in the order of their names in profile and tenant. */
export type ClaimMapping = readonly MappedClaim[];

/**
 * Returns the mapping of a tenant: the profile's rules, each replaced by the tenant's own rule for that claim.
 * @param own The tenant's rules. Default: none.
 */
export function claimMappingOf(profile: ClaimRules = {}, own: ClaimRules = {}): ClaimMapping {
  return Object.entries({ ...profile, ...own }).flatMap(([claim, rule]) => {
    const mapped = mappedClaim(claim, rule, standardClaim(claim));
    return rule.off === true || mapped === undefined ? [] : [mapped];
  });
}

/** Undefined for a rule without attributes, which the schema refuses unless it is off. */
function mappedClaim(
  claim: string,
  { attributes: given, many, required = false, source, nameFormat }: ClaimRule,
  standard: StandardClaim | undefined,
): MappedClaim | undefined {
  const attributes = given ?? standard?.attributes ?? [];
  const [first] = attributes;
  if (first === undefined) return undefined;
  const shownSource = source ?? standard?.source;
  return {
    claim,
    attributes: attributes.map(wholeName),
    many: many ?? standard?.many ?? false,
    required,
    entry: {
      ...(typeof first === 'string' ? splitName(first) : first),
      ...(shownSource === undefined ? {} : { source: shownSource }),
      ...(nameFormat === undefined ? {} : { nameFormat }),
    },
  };
}

type RuleAttribute = NonNullable<ClaimRule['attributes']>[number];

/** Entra sends a claim with a namespace under `<namespace>/<name>`. */
function wholeName(attribute: RuleAttribute): string {
  if (typeof attribute === 'string') return attribute;
  const { name, namespace } = attribute;
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Entra's form has two fields. A name with the scheme of a URL is split at its last slash, as Entra shows its own. */
function splitName(whole: string): Pick<MappedClaim['entry'], 'name' | 'namespace'> {
  const slash = whole.lastIndexOf('/');
  const isUrl = /^https?:\/\/[^/]/.test(whole) && slash > 'https://'.length && slash < whole.length - 1;
  return isUrl ? { name: whole.slice(slash + 1), namespace: whole.slice(0, slash) } : { name: whole };
}
