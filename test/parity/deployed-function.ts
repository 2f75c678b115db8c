import { join } from 'node:path';
import type { Properties } from '../infra/synthesize.ts';
import type { Assembly, Stack } from './assembly.ts';
import { resolverOf } from './intrinsic-functions.ts';

/** A function as its template has it. */
export interface DeployedFunction {
  /** `sign-on`. */
  readonly name: string;
  readonly logicalId: string;
  readonly folder: string;
  /** The file and the export that Lambda calls: `index.handler`. */
  readonly handler: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly variables: Readonly<Record<string, string>>;
}

const functionType = 'AWS::Lambda::Function';

/** Every function of a stack, whatever calls it. */
export function functionsOf(assembly: Assembly, stack: Stack): readonly DeployedFunction[] {
  const resolve = resolverOf(assembly, stack);
  return Object.entries(stack.resources)
    .filter(([, { Type }]) => Type === functionType)
    .map(([logicalId, resource]) => {
      const properties = resolve(resource.Properties) as Properties;
      const { Description, Code, Handler, MemorySize, Timeout, Environment, LoggingConfig } = properties;
      const { Variables = {} } = (Environment ?? {}) as { readonly Variables?: Record<string, string> };
      const name = String(Description).split(': ')[1] ?? logicalId;
      return {
        name,
        logicalId,
        folder: stack.folderOf((Code as { readonly S3Key: string }).S3Key),
        handler: String(Handler),
        memoryMb: Number(MemorySize),
        timeoutSeconds: Number(Timeout),
        variables: { ...Variables, ...ofLambda(stack, name, properties, LoggingConfig) },
      };
    });
}

/** What Lambda itself tells a function, as far as a bundle reads it. */
function ofLambda({ region }: Stack, name: string, { MemorySize }: Properties, logging: unknown) {
  const { LogFormat = 'Text' } = (logging ?? {}) as { readonly LogFormat?: string };
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_LAMBDA_FUNCTION_VERSION: '1',
    AWS_LAMBDA_LOG_FORMAT: LogFormat,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    // Whose role it is: the guard before the embedded AWS goes by it.
    AWS_ACCESS_KEY_ID: name,
    AWS_SECRET_ACCESS_KEY: 'role',
    AWS_SESSION_TOKEN: 'role',
    TZ: ':UTC',
  };
}

/** The module of a handler, and the name of its export. */
export function entryOf({ folder, handler }: Pick<DeployedFunction, 'folder' | 'handler'>) {
  const [file = '', name = ''] = handler.split('.');
  return { module: join(folder, `${file}.mjs`), name };
}
