import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DataStack } from '../../infra/stacks/data-stack.ts';
import { ServiceStack } from '../../infra/stacks/service-stack.ts';
import { readStage } from '../../infra/stages.ts';

/** Properties of a resource as CloudFormation takes them. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * Both stacks of the default stage. Bundling takes a second a function; without it the templates are the same
 * but for the names of the assets.
 */
export function synthesize({ bundled = false, outdir }: { bundled?: boolean; outdir?: string } = {}) {
  const app = new App({
    context: bundled ? {} : { 'aws:cdk:bundling-stacks': [] },
    ...(outdir === undefined ? {} : { outdir }),
  });
  const data = new DataStack(app, 'Data', {});
  const service = new ServiceStack(app, 'Service', { stage: readStage(undefined), tables: data.tables });
  return { app, service, data: Template.fromStack(data), template: Template.fromStack(service) };
}

/** The properties of every resource of one type. */
export function propertiesOf(template: Template, type: string): Properties[] {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties);
}
