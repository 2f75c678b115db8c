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
  'roll-back': {
    when: 'the release must go back',
    do: 'deploy the earlier one: `git checkout <earlier release> && npm ci`, then `npm run deploy -- -c stage=<stage> -c emergency=true`',
    changes:
      'code and a new version of each function; its alias follows. Earlier versions stay in Lambda. No table, key, API or record changes',
    assumes: ['codeDeployMovesTheAlias', 'aliasMovedByHand', 'retainedWhenRemoved'],
  },
  'roll-forward': {
    when: 'people get 5xx now, and the correction is ready',
    do: 'deploy it with `-c emergency=true`',
    changes:
      'beside the code: the groups lose their alarms and shift all at once, the aliases lose the check before. Nothing is replaced',
    assumes: ['alarmStopsDeployment'],
  },
  'end-emergency': {
    when: 'the emergency is over',
    do: 'deploy the same release without `-c emergency=true`',
    changes:
      'groups and aliases get alarms, canary and check again. No function changes, so no traffic moves',
    assumes: ['codeDeployMovesTheAlias'],
  },
  'rollback-failed': {
    when: 'a stack is in `UPDATE_ROLLBACK_FAILED`',
    do: '`aws cloudformation continue-update-rollback --stack-name <stack>`; if a resource cannot be rolled back, add `--resources-to-skip <logical ids>`. Then deploy the corrected release',
    changes: 'every function again, so that a skipped one agrees with the template',
    assumes: ['rollbackFailed', 'skippedResources'],
  },
  'first-deployment-failed': {
    when: 'a first deployment failed: the stack is in `ROLLBACK_COMPLETE`',
    do: '`aws cloudformation delete-stack --stack-name <stack>`, then deploy again. If a table "already exists": see the next row',
    changes:
      'everything is created again. Of a failed creation only the two tables stay; they are in the data stack alone',
    assumes: ['failedCreation', 'versionsOfAFailedDeployment'],
  },
  'adopt-tables': {
    when: 'a table exists and its stack does not',
    do: 'if it is empty, switch off its deletion protection and delete it. If it has data: `npx cdk import Latchkey-<stage>-Data -c stage=<stage>`, and name the table when asked',
    changes: 'the data stack gets the tables and has nothing else, which an import demands',
    assumes: ['importAddsOnly'],
  },
  'add-region': {
    when: 'a second region is added',
    do: 'set `secondRegion`, change nothing else, deploy',
    changes:
      'data stack: `Replicas` of Tenants alone. Service: the records become the first of two, then the second region’s stacks add theirs',
    assumes: ['oneReplicaAtATime', 'replicaAlone', 'streamOfOneReplica', 'failoverBesideSimple'],
  },
  'remove-region': {
    when: 'the second region is removed',
    do: 'in this order: `npx cdk destroy -c stage=<stage> Latchkey-<stage>-Monitoring-<second> Latchkey-<stage>-Service-<second>`; switch off the deletion protection of the replica; remove `secondRegion` and deploy',
    changes:
      '`Replicas` of Tenants alone; the records become simple ones. Deployed too early, Route 53 refuses that, because the second region’s records still stand. The second Flows table stays until you [take it down](#take-a-stage-down)',
    assumes: ['removedStacksStay', 'failoverBesideSimple', 'oneReplicaAtATime', 'replicaProtection'],
  },
  'fail-over': {
    when: 'the first region cannot sign people in',
    do: 'nothing: Route 53 follows the health check. To hold people in the second region, disable and invert the check: [Fail over and back by hand](#fail-over-and-back-by-hand)',
    changes: 'no stack. A release that is deployed meanwhile leaves health checks and records as they are',
    assumes: ['anInvertedHealthCheck', 'aDisabledHealthCheckIsHealthy', 'theSecondaryWithoutAHealthCheck'],
  },
  'fail-back': {
    when: 'the first region is well again, and people are held in the second',
    do: 'let Route 53 decide again: `aws route53 update-health-check --health-check-id <HealthCheckId> --no-disabled --no-inverted`',
    changes: 'no stack: the template names neither setting',
    assumes: ['anInvertedHealthCheck', 'aDisabledHealthCheckIsHealthy'],
  },
  restore: {
    when: 'the data of Tenants are damaged',
    do: 'restore to a new table, set `tenantsTable`, deploy: [Back up and restore](#back-up-and-restore)',
    changes:
      'functions and roles name the new table. The old one leaves the data stack and is kept with its data. Together with `secondRegion` it is refused at synth',
    assumes: ['restoreMakesANewTable', 'retainedWhenRemoved', 'namedTableIsNotReplaced'],
  },
  'end-restore': {
    when: 'the stack’s own table is to be used again',
    do: 'remove `tenantsTable`; `npx cdk import Latchkey-<stage>-Data -c stage=<stage>` before you deploy',
    changes:
      'the data stack adds Tenants and nothing else. A deployment without the import is refused: the table exists',
    assumes: ['importAddsOnly', 'retainedWhenRemoved'],
  },
  'rotate-key': {
    when: 'a KMS key is to be changed',
    do: 'raise `decryptionKeyGeneration`, `requestSigningKeyGeneration` or `tokenSigningKeyGeneration` by one and deploy',
    changes: 'a key is added beside the one in use; no key is replaced or deleted',
    assumes: ['retainedWhenRemoved'],
  },
  'domain-move': {
    when: 'an app moves to another domain',
    do: '`movingTo`, move the tenants, then `retiredAddresses`: [Move to another domain](#move-to-another-domain)',
    changes:
      'first only additions (certificate, domain, mapping, records), last only removals; nothing is replaced, and the new address keeps its resources',
    assumes: ['aDomainNameIsUnique', 'replacementComesFirst'],
  },
  'edge-on': {
    when: 'an edge is put in front',
    do: '`"edge": { "enforce": false }`, deploy: [Put an edge in front](#put-an-edge-in-front)',
    changes:
      'the edge is made first; then the records of the hosts change their target in place, and the functions accept requests with and without the secret',
    assumes: ['outputsOfOtherRegions', 'recordsChangeInPlace'],
  },
  'edge-enforced': {
    when: 'the edge is enforced, or made optional again',
    do: '`"enforce": true` once `DirectRequests` counts nothing; back with `false`',
    changes: 'the functions, and with a client certificate the domains of the API; neither edge nor records',
    assumes: ['clientCertificateIsAskedFor'],
  },
  'edge-off': {
    when: 'the edge is taken away',
    do: 'first `"enforce": false`, then without `edge`, each deployed; an hour later delete the edge stack',
    changes:
      'the records change their target back in place; CloudFront still finds the API by its own name until it is deleted',
    assumes: ['recordsChangeInPlace', 'aliasesAnswerWithTheirTargetsTtl'],
  },
  'edge-secret': {
    when: 'the secret between CloudFront and the API is changed',
    do: 'raise `originSecretGeneration` by one and deploy; twice, if it has leaked',
    changes: 'the functions accept the next generation before CloudFront shows it',
    assumes: ['replicatedSecrets'],
  },
  'edge-application': {
    when: 'the vendor’s application is put behind the same host',
    do: '`applicationOrigin` of the app, deploy',
    changes:
      'the distribution of the app gets its paths, and the firewall looks at Latchkey’s alone; in place',
    assumes: ['pathsInOrder'],
  },
  'edge-own-distribution': {
    when: 'the vendor has a distribution already',
    do: '`"distribution": "own"`, deploy, set it up by the outputs, then its domain name: [Use your own distribution](topology.md#use-your-own-distribution)',
    changes: 'the edge without a distribution of this app; then the records change their target in place',
    assumes: ['recordsChangeInPlace'],
  },
} as const satisfies Readonly<Record<string, OperatorChange>>;

/** One of {@link operatorChanges}. */
export type OperatorChangeName = keyof typeof operatorChanges;
