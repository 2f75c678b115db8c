import type { Assembly, Stack } from './assembly.ts';
import { functionsOf } from './deployed-function.ts';
import { resolverOf } from './intrinsic-functions.ts';

/** What the role of a function may do: `dynamodb:GetItem arn:aws:dynamodb:…:table/latchkey-plain-flows`. */
export type Grants = ReadonlySet<string>;

interface Policy {
  readonly Roles?: readonly string[];
  readonly PolicyDocument: {
    readonly Statement: readonly {
      readonly Effect: string;
      readonly Action: string | readonly string[];
      readonly Resource: string | readonly string[];
    }[];
  };
}

/** The grants of every function of a stack, by the function's name, from the policies of its role. */
export function grantsOf(assembly: Assembly, stack: Stack): ReadonlyMap<string, Grants> {
  const resolve = resolverOf(assembly, stack);
  const policies = Object.values(stack.resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .map(({ Properties }) => resolve(Properties) as Policy);
  return new Map(
    functionsOf(assembly, stack).map(({ name, logicalId }) => {
      const role = roleIdOf(stack, logicalId);
      const own = policies.filter(({ Roles = [] }) => Roles.includes(role));
      return [name, new Set(own.flatMap(grantsIn))] as const;
    }),
  );
}

/** The logical ID behind `{"Fn::GetAtt": ["SignOnRole…", "Arn"]}`. */
function roleIdOf(stack: Stack, functionId: string): string {
  const role = stack.resources[functionId]?.Properties?.['Role'] as {
    readonly 'Fn::GetAtt'?: readonly string[];
  };
  const [id] = role['Fn::GetAtt'] ?? [];
  if (id === undefined) throw new Error(`${functionId} has no role of its stack`);
  return id;
}

function grantsIn({ PolicyDocument }: Policy): readonly string[] {
  return PolicyDocument.Statement.flatMap(({ Effect, Action, Resource }) => {
    if (Effect !== 'Allow') throw new Error('A statement that is not understood');
    return [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${resource}`));
  });
}
