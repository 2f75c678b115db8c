import type { Template } from 'aws-cdk-lib/assertions';
import type { FunctionName } from '../../functions/routes.ts';
import type { ServiceStack } from '../../infra/stacks/service-stack.ts';

/** One action on one thing: `tenants`, `flows/by-user`, `key:Decryption`, `log`. */
export interface Permission {
  readonly on: string;
  readonly action: string;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** Everything that a template lets the role of a function do. */
export function permissionsIn(
  template: Template,
  service: ServiceStack,
  name: FunctionName,
): readonly Permission[] {
  const role = service.functions.get(name)?.role?.node.id;
  if (role === undefined) throw new Error(`${name} has no role`);
  return Object.entries(template.findResources('AWS::IAM::Policy'))
    .filter(([id]) => id.startsWith(role))
    .flatMap(([, policy]) => policy['Properties'].PolicyDocument.Statement as Statement[])
    .flatMap(permissionsOfStatement);
}

function permissionsOfStatement({ Effect, Action, Resource }: Statement): readonly Permission[] {
  if (Effect !== 'Allow') throw new Error('A statement that is not understood');
  const resources = Array.isArray(Resource) ? Resource : [Resource];
  return resources.flatMap((resource) =>
    [Action].flat().map((action) => ({ on: nameOf(resource), action: action.replace(/^[a-z]+:/, '') })),
  );
}

function nameOf(resource: unknown): string {
  const text = JSON.stringify(resource);
  if (resource === '*') return 'everything';
  const table = /table\/latchkey-[a-z]+-(tenants|flows)(\/index\/[a-z-]+)?/.exec(text);
  if (table !== null) return `${table[1]}${(table[2] ?? '').replace('/index', '')}`;
  const stream = /Latchkey-[a-z]+-Data.*?(Flows|Tenants)TableStreamArn/.exec(text);
  if (stream !== null) return `${stream[1]?.toLowerCase()} stream`;
  const key = /:ExportsOutputFnGetAtt([A-Za-z]+\d)[0-9A-F]{8}Arn/.exec(text);
  if (key !== null) return `key:${key[1]}`;
  if (/"Fn::GetAtt":\["KeyWatchAsks[0-9A-F]{8}","Arn"\]/.test(text)) return 'queue';
  if (/"Fn::GetAtt":\["SessionEndsNotices[0-9A-F]{8}","Arn"\]/.test(text)) return 'notices';
  if (/"Fn::GetAtt":\["SessionEndsDeadLetters[0-9A-F]{8}","Arn"\]/.test(text)) return 'dead letters';
  if (/"Fn::GetAtt":\["KeyWatchBus[0-9A-F]{8}","Arn"\]/.test(text)) return 'bus';
  if (/"Fn::GetAtt":\["SignInChecksKey[0-9A-F]{8}","Arn"\]/.test(text)) return 'key:Check';
  if (/"Ref":"[A-Za-z]+CurrentVersion[0-9A-F]{8}[0-9a-f]{32}"/.test(text)) return 'versions';
  if (text.includes(':deploymentgroup:')) return 'deployments';
  if (/"Fn::GetAtt":\["[A-Za-z]+Log[0-9A-F]{8}","Arn"\]/.test(text)) return 'log';
  throw new Error(`A resource that is not understood: ${text}`);
}
