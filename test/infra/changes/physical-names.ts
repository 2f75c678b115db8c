import { resourceSchema } from '../registry.ts';
import type { Json } from '../template-differences.ts';
import type { DeployedResource } from './deployment.ts';
import { isRecord } from './json.ts';

/** Whether a type's names count in every region. */
export function isGlobal(type: string): boolean {
  return ['AWS::CloudFront::', 'AWS::IAM::', 'AWS::Route53::'].some((service) => type.startsWith(service));
}

/**
 * Returns the name for which two resources of one type cannot exist at the same time, as `holder` has it; `undefined` if
 * they can. Names are those of the registry's `primaryIdentifier`, as far as the template gives them.
 */
export function sharedName(made: DeployedResource, holder: DeployedResource): string | undefined {
  if (made.Type === 'AWS::Route53::RecordSet') return sharedRecord(made, holder);
  if (made.Type === 'AWS::CloudFront::Distribution') {
    return aliasesOf(holder).find((alias) => aliasesOf(made).includes(alias));
  }
  const name = nameOf(holder);
  return name !== undefined && name === nameOf(made) ? name : undefined;
}

/** Returns the name that a template gives a resource; `undefined` where AWS makes it. */
export function nameOf({ Type, Properties = {} }: DeployedResource): string | undefined {
  const identifier = resourceSchema(Type)?.primaryIdentifier ?? [];
  const values = identifier.map((name) => Properties[name]);
  const isGiven = values.length > 0 && values.every((value) => typeof value === 'string');
  return isGiven ? values.join(' ') : undefined;
}

/** Records of one name and type stand side by side only if each has a `SetIdentifier`, and each another one. */
function sharedRecord(made: DeployedResource, holder: DeployedResource): string | undefined {
  const [one, other] = [made.Properties ?? {}, holder.Properties ?? {}];
  const place = ({ HostedZoneId, HostedZoneName, Name, Type }: Readonly<Record<string, Json>>) =>
    [HostedZoneId ?? HostedZoneName, Name, Type].map(shown).join(' ');
  if (place(one) !== place(other)) return undefined;
  const [set, standing] = [one['SetIdentifier'], other['SetIdentifier']];
  if (set !== undefined && standing !== undefined && set !== standing) return undefined;
  return [place(other), ...(standing === undefined ? [] : [shown(standing)])].join(' ');
}

function aliasesOf({ Properties }: DeployedResource): readonly string[] {
  const config = Properties?.['DistributionConfig'];
  const aliases = isRecord(config) ? config['Aliases'] : undefined;
  return Array.isArray(aliases) ? aliases.map(shown) : [];
}

function shown(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}
