import type { EnterpriseApplication } from './enterprise-application.ts';

/** "Unique User Identifier (Name ID)": what it is taken from, in Entra's own words. */
const nameIdSources = ['user.userprincipalname', 'user.mail', 'user.objectid'] as const;

/** What the admin changed under "Attributes & Claims". */
export interface ClaimsChoice {
  readonly nameIdSource: (typeof nameIdSources)[number];
  /** Claims by the last part of their names that are not sent. */
  readonly withheld: readonly string[];
}

/** Before an admin has changed anything. */
export const defaultClaims: ClaimsChoice = { nameIdSource: 'user.userprincipalname', withheld: [] };

/** What the admin chose for each application; Entra's defaults until then. */
export class ClaimsChoices {
  readonly #choices = new Map<string, ClaimsChoice>();

  of(application: EnterpriseApplication): ClaimsChoice {
    return this.#choices.get(application.applicationId) ?? defaultClaims;
  }

  set(application: EnterpriseApplication, choice: Partial<ClaimsChoice>): void {
    this.#choices.set(application.applicationId, { ...this.of(application), ...choice });
  }
}
