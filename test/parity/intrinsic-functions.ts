import { createHash } from 'node:crypto';
import type { Assembly, Stack } from './assembly.ts';

/** Reads a value of a template as CloudFormation would put it in. */
export type Resolve = (value: unknown) => unknown;

/**
 * Resolves the intrinsic functions and dynamic references of `stack`: what AWS would give a name or an ARN to gets
 * one that is made of its logical ID, the same wherever it is asked for. @throws Error for an unknown one
 */
export function resolverOf(assembly: Pick<Assembly, 'stacks'>, stack: Stack): Resolve {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::Region': stack.region,
    'AWS::AccountId': stack.account,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
  };
  const typeOf = (id: string) => stack.resources[id]?.Type;
  const functions: Readonly<Record<string, (argument: never) => unknown>> = {
    Ref: (id: string) => pseudo[id] ?? nameOf(id),
    'Fn::GetAtt': ([id, attribute]: readonly [string, string]) =>
      typeOf(id) === 'AWS::ApiGatewayV2::Api' && attribute === 'ApiEndpoint'
        ? `https://${id.toLowerCase()}.execute-api.${stack.region}.amazonaws.com`
        : /Arn$/.test(attribute)
          ? `arn:aws:${typeOf(id)?.split('::')[1]?.toLowerCase()}:${stack.region}:${stack.account}:${nameOf(id)}`
          : `${nameOf(id)}.${attribute}`,
    'Fn::Join': ([separator, parts]: readonly [string, unknown]) =>
      (resolve(parts) as readonly string[]).join(separator),
    'Fn::Select': ([index, list]: readonly [number, unknown]) => (resolve(list) as readonly unknown[])[index],
    'Fn::Split': ([separator, text]: readonly [string, unknown]) => String(resolve(text)).split(separator),
    'Fn::ImportValue': (name: unknown) => imported(String(resolve(name))),
    'Fn::GetStackOutput': outputOf,
    'Fn::Sub': (text: string) =>
      text.replaceAll(/\$\{([^.}]+)(?:\.([^}]+))?\}/g, (_, id: string, attribute?: string) =>
        String(resolve(attribute === undefined ? { Ref: id } : { 'Fn::GetAtt': [id, attribute] })),
      ),
  };

  function nameOf(id: string): string {
    const resource = stack.resources[id];
    if (resource === undefined) throw new Error(`${stack.name} has no resource ${id}`);
    const { Name = id } = resource.Properties ?? {};
    return String(resolve(resource.Type === 'AWS::SecretsManager::Secret' ? Name : id));
  }

  function imported(name: string): unknown {
    for (const other of assembly.stacks) {
      const output = Object.values(other.outputs).find(({ Export }) => Export?.Name === name);
      if (output !== undefined) return resolverOf(assembly, other)(output.Value);
    }
    throw new Error(`No stack exports ${name}`);
  }

  function outputOf({ StackName, OutputName }: { readonly StackName: string; readonly OutputName: string }) {
    const other = assembly.stacks.find(({ name }) => name === StackName);
    const output = other?.outputs[OutputName];
    if (other === undefined || output === undefined) throw new Error(`${StackName} has no ${OutputName}`);
    return resolverOf(assembly, other)(output.Value);
  }

  function resolve(value: unknown): unknown {
    if (typeof value === 'string') return withSecrets(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(resolve);
    const [[key, argument] = [], ...others] = Object.entries(value);
    if (key === undefined || others.length > 0 || !/^(?:Ref$|Fn::)/.test(key)) {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolve(each)]));
    }
    const perform = functions[key];
    if (perform === undefined) throw new Error(`${stack.name} uses ${key}, which the test does not know`);
    return withSecrets(perform(argument as never));
  }
  return resolve;
}

/** Secrets Manager makes a secret up; here it is the digest of its name, so that everybody finds the same. */
function withSecrets(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.replaceAll(/\{\{resolve:secretsmanager:([^:}]+):SecretString:::\}\}/g, (_, name: string) =>
    createHash('sha256').update(name).digest('hex'),
  );
}
