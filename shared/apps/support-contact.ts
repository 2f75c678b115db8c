/** Whom the customers of an app ask for help. At least one of `email` and `url` should be there. */
export interface SupportContact {
  /** A proper name, the same in every language: "Contoso support". */
  readonly name: string;
  readonly email?: string;
  /** A page of the vendor with help, or a form to ask for it: an `https` address. */
  readonly url?: string;
}

/** Returns the `mailto:` address of an email address, RFC 6068 section 2. */
export function mailtoHref(email: string): string {
  return `mailto:${encodeURIComponent(email).replace('%40', '@')}`;
}
