/** What a set-up article says in the vendor's own terms. */
export interface ArticleFacts {
  /** The customer's term for its tenant, with its possessive: "the name of your tenant". */
  readonly tenantIs: string;
  /** The bare noun: "tenant". */
  readonly tenantNoun: string;
  /** What stands for the tenant's name in the URLs of the article, without its angle brackets. */
  readonly placeholder: string;
  /** Where a customer finds its tenant's name. */
  readonly tenantFrom: string;
  /** The page of the vendor's application where a customer sees its values and enters those of Entra, if there is one. */
  readonly settingsPage?: SettingsPage;
  /** The last prerequisites, one per list item. */
  readonly prerequisites: readonly string[];
  /** Who creates users, if it is not the support. */
  readonly createdBy?: string;
}

/** A page in the settings of the vendor's application, where its administrator configures single sign-on. */
interface SettingsPage {
  /** What one selects to reach it, in order: "Settings", "Single sign-on". */
  readonly path: readonly [string, string, ...string[]];
  /** The name of the field on it that shows the customer's Reply URL, if there is one. */
  readonly replyUrlField?: string;
}
