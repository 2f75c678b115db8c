/** A person in a simulated directory, as the claims of a response describe them. */
export interface Person {
  /** objectidentifier: theirs for good. */
  readonly objectId: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  /** The UPN: NameID and the `name` claim. Latchkey's sign-in name. */
  readonly userPrincipalName: string;
  /** Absent where the person has no mailbox: then the `emailaddress` claim is absent too. */
  readonly mail?: string;
  /** Whether the demonstration's applications are assigned to them; Entra turns the others away itself. */
  readonly assigned: boolean;
}
