import type { EndpointFunctionName } from '../../functions/routes.ts';
import type { LambdaHandler } from '../../shared/endpoint/endpoint.ts';

/**
 * Every function behind a route, loaded as Lambda would load it. Each opens its tables when it is loaded, so the environment
 * has to stand first.
 */
export async function loadHandlers(): Promise<Readonly<Record<EndpointFunctionName, LambdaHandler>>> {
  const names = [
    'sign-on',
    'assertion-consumer',
    'metadata',
    'logout',
    'session',
    'sign-out',
    'welcome',
    'setup',
    'discovery',
    'authorize',
    'token',
    'userinfo',
    'end-session',
    'healthz',
    'readyz',
    'not-found',
  ] as const satisfies readonly EndpointFunctionName[];
  const loaded = await Promise.all(
    names.map(async (name) => {
      const module: { readonly handler: LambdaHandler } = await import(`../../functions/${name}/handler.ts`);
      return [name, module.handler] as const;
    }),
  );
  return Object.fromEntries(loaded) as Record<EndpointFunctionName, LambdaHandler>;
}
