import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnRoute, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import { defaultFunction, type FunctionName, type Route, routes } from '../../functions/routes.ts';
import { sitesVariable, writeSites } from '../../shared/apps/sites-variable.ts';
import { type TableName, tableDefinitions } from '../../shared/store/tables.ts';
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
  constructor(scope: Construct, id: string, { stage, tables, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const environment = {
      [tableDefinitions.tenants.environmentVariable]: tables.tenants.tableName,
      [tableDefinitions.flows.environmentVariable]: tables.flows.tableName,
      [sitesVariable]: writeSites(stage.sites),
    };
    const integrations = new Map<FunctionName, HttpLambdaIntegration>();
    const integrationOf = (name: FunctionName) => {
      const known = integrations.get(name);
      if (known !== undefined) return known;
      const handler = new LatchkeyFunction(this, pascalCase(name), { name, tables, environment });
      const made = new HttpLambdaIntegration(`${pascalCase(name)}Integration`, handler, {
        // The function is this API's alone, and one permission a route would outgrow its policy.
        scopePermissionToRoute: false,
      });
      integrations.set(name, made);
      return made;
    };
    const api = new HttpApi(this, 'Api', { defaultIntegration: integrationOf(defaultFunction) });
    // Two apps may have the same path with the same function; the API has it once.
    const unique = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
    for (const { method, path, function: name } of unique.values()) {
      addRoute(api, method, path, integrationOf(name));
    }
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
  }
}

/** CDK takes no path that ends with a slash; API Gateway does, and Trakstar's article writes one. */
function addRoute(
  api: HttpApi,
  method: Route['method'],
  path: string,
  integration: HttpLambdaIntegration,
): void {
  const slashed = path !== '/' && path.endsWith('/');
  const [route] = api.addRoutes({
    path: slashed ? `${path}trailing-slash` : path,
    methods: [HttpMethod[method]],
    integration,
  });
  if (slashed && route?.node.defaultChild instanceof CfnRoute) {
    route.node.defaultChild.routeKey = `${method} ${path}`;
  }
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
