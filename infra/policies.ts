import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';

/** What every stack is held to, beside CDK's own reading of the templates. */
export function policyPacks(app: App): readonly NagPack[] {
  return [new AwsSolutionsChecks(app), new ServerlessChecks(app)];
}

/** Fails the synthesis of `app` for every finding of a pack that is not acknowledged with a reason. */
export function enforcePolicies(app: App): void {
  Validations.of(app).addPlugins(...policyPacks(app));
}

/** A finding that is meant to be: which rule, where, and why. */
export interface Acknowledgement {
  readonly rule: string;
  /** The path of the construct beside which it stands; it holds for everything below. */
  readonly path: string;
  readonly reason: string;
}

/** Every acknowledgement of `app`, in the order of its constructs. */
export function acknowledgementsIn(app: App): readonly Acknowledgement[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, string>))
      .map(([id, reason]) => ({ rule: id.replace(/^annotation::/i, ''), path: node.path, reason })),
  );
}
