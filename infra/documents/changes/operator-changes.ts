import type { AwsTextName } from './aws-text.ts';

/** What an operator does to a stage, or what happens to it, and what becomes of it. */
export interface OperatorChange {
  /** What happened, or what is wanted, in a few words. */
  readonly when: string;
  /** What the operator does: Markdown, with the command. */
  readonly do: string;
  /** What CloudFormation then changes, as the tests compute it. */
  readonly changes: string;
  /** What has to be true of AWS for that to work. */
  readonly assumes: readonly AwsTextName[];
}

/**
 * What can go wrong, or is changed on purpose, and what the operator does. `test/infra/changes` has a
 * `describeChange(<name>, …)` for each, which synthesizes the templates before and after and compares them.
 */
export const operatorChanges = {
  'deploy-again': {
    when: 'a release was rolled back',
    do: 'correct it and deploy it again as usual',
    changes: 'the same as the first time: nothing of the failed deployment is in its way',
    assumes: ['versionsOfAFailedDeployment'],
  },
  'domain-move': {
    when: 'an app moves to another domain',
    do: '`movingTo`, move the tenants, then `retiredAddresses`: [Move to another domain](#move-to-another-domain)',
    changes:
      'first only additions (certificate, domain, mapping, records), last only removals; nothing is replaced, and the new address keeps its resources',
    assumes: ['aDomainNameIsUnique', 'replacementComesFirst'],
  },
} as const satisfies Readonly<Record<string, OperatorChange>>;

/** One of {@link operatorChanges}. */
export type OperatorChangeName = keyof typeof operatorChanges;
