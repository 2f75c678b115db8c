/** What the page of a problem says of it in one language. Nothing in it comes from the message. */
export interface ProblemText {
  /** The one plain sentence that the person reads. */
  readonly sentence: string;
  /** What the one who can fix it does. */
  readonly remedy: string;
  /** The rule's section where its name is said in words; default: as the problem's row names it. */
  readonly specification?: string;
}
