/** An attribute: its name, or the two parts of Entra's form, which a slash joins. */
type AttributeName = string | { readonly name: string; readonly namespace?: string };

/**
 * How one claim is made of a person's attributes. `claimRulesSchema` says what each may be. A type alias, because it is
 * stored as it is.
 */
export type ClaimRule = {
  /** The names of the attribute; the first that a message has counts. Default: those of the standard claim. */
  readonly attributes?: readonly AttributeName[];
  /** Whether the application gets a list. Default: that of the standard claim, else false: exactly one value. */
  readonly many?: boolean;
  /** Whether a person without it is refused. Default false. */
  readonly required?: boolean;
  /** The source attribute that the directory's administrator selects: `user.employeeid`. For instructions alone. */
  readonly source?: string;
  /** The name format that the article asks for. For instructions alone: it never decides which attribute counts. */
  readonly nameFormat?: 'uri' | 'basic' | 'unspecified';
  /** In a tenant's rules: the application does not get this claim of the profile. */
  readonly off?: true;
};

/** Rules by the name of the claim. In a profile: what the application gets; in a tenant: what differs there. */
export type ClaimRules = Readonly<Record<string, ClaimRule>>;
