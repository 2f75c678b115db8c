import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { defaultFunction, type FunctionName, routes } from '../../functions/routes.ts';
import { sitesVariable, writeSites } from '../../shared/apps/sites-variable.ts';
import { type TableName, tableDefinitions } from '../../shared/store/tables.ts';
import { apiPath } from '../constructs/api-path.ts';
import { LatchkeyFunction } from '../constructs/latchkey-function.ts';
import type { LatchkeyTable } from '../constructs/latchkey-table.ts';
import type { Stage } from '../stages.ts';

/** What the service runs on. */
export interface ServiceStackProps extends StackProps {
  readonly stage: Stage;
  readonly tables: Readonly<Record<TableName, LatchkeyTable>>;
}

/** The functions, and the HTTP API with exactly the routes of functions/routes.ts. */
export class ServiceStack extends Stack {
  /** The function of every name that a route has, and the default one. */
  readonly functions: ReadonlyMap<FunctionName, LatchkeyFunction>;
  readonly #integrations = new Map<FunctionName, HttpLambdaIntegration>();

  constructor(scope: Construct, id: string, { stage, tables, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const environment = {
      [tableDefinitions.tenants.environmentVariable]: tables.tenants.tableName,
      [tableDefinitions.flows.environmentVariable]: tables.flows.tableName,
      [sitesVariable]: writeSites(stage.sites),
    };
    const names = new Set([defaultFunction, ...routes.map((route) => route.function)]);
    this.functions = new Map(
      [...names].map((name) => [
        name,
        new LatchkeyFunction(this, pascalCase(name), { name, tables, environment }),
      ]),
    );
    const api = new HttpApi(this, 'Api', { defaultIntegration: this.#integrationOf(defaultFunction) });
    // Two apps may have the same path with the same function; the API has it once.
    const unique = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
    for (const { method, path, function: name } of unique.values()) {
      api.addRoutes({
        path: apiPath(path),
        methods: [HttpMethod[method]],
        integration: this.#integrationOf(name),
      });
    }
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'TenantsTable', { value: tables.tenants.tableName });
    new CfnOutput(this, 'FlowsTable', { value: tables.flows.tableName });
  }

  #integrationOf(name: FunctionName): HttpLambdaIntegration {
    const known = this.#integrations.get(name);
    if (known !== undefined) return known;
    const handler = this.functions.get(name);
    if (handler === undefined) throw new Error(`There is no function ${name}`);
    const made = new HttpLambdaIntegration(`${pascalCase(name)}Integration`, handler, {
      // The function is this API's alone, and one permission a route would outgrow its policy.
      scopePermissionToRoute: false,
    });
    this.#integrations.set(name, made);
    return made;
  }
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
