import type { PropertyType, ResourceProperties } from '@aws-cdk/service-spec-types';
import { propertiesOfType, resourceSchema } from './registry.ts';

/** A synthesized template, as far as it is checked. */
export interface CheckedTemplate {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>
  >;
}

/**
 * Returns what CloudFormation would refuse of a template by the registry's schemas: types that do not exist, properties
 * that are unknown, missing or of another type, values that are not among the allowed ones, and attributes that a
 * resource does not have. A value that CloudFormation computes (`Ref`, `Fn::…`) fits every type.
 */
export function schemaErrors({ Resources }: CheckedTemplate): readonly string[] {
  return Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]) => {
    // A custom resource takes what its own function takes.
    if (Type.startsWith('Custom::')) return attributeErrors(Properties, Resources, id);
    const resource = resourceSchema(Type);
    if (resource === undefined) return [`${id}: there is no type ${Type}`];
    return [
      ...propertyErrors(Properties, resource.properties, `${id} (${Type})`),
      ...attributeErrors(Properties, Resources, id),
    ];
  });
}

function propertyErrors(
  given: Readonly<Record<string, unknown>>,
  known: ResourceProperties,
  at: string,
): string[] {
  const missing = Object.entries(known).flatMap(([name, { required }]) =>
    required && given[name] === undefined ? [`${at}: ${name} is missing`] : [],
  );
  const wrong = Object.entries(given).flatMap(([name, value]) => {
    const property = known[name];
    if (property === undefined) return [`${at}: there is no property ${name}`];
    const types = [property.type, ...(property.previousTypes ?? [])];
    return fewest(types.map((type) => valueErrors(value, type, `${at}.${name}`)));
  });
  return [...missing, ...wrong];
}

function valueErrors(value: unknown, type: PropertyType, at: string): string[] {
  if (isComputed(value)) return [];
  switch (type.type) {
    case 'string':
      return scalarErrors(value, ['string', 'number', 'boolean'], type, at);
    case 'integer':
    case 'number':
      return Number.isNaN(Number(value)) || typeof value === 'object'
        ? [`${at} is no ${type.type}: ${JSON.stringify(value)}`]
        : [];
    case 'boolean':
      return ['true', 'false'].includes(String(value))
        ? []
        : [`${at} is no boolean: ${JSON.stringify(value)}`];
    case 'date-time':
      return typeof value === 'string' ? [] : [`${at} is no date`];
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) => valueErrors(item, type.element, `${at}[${index}]`))
        : [`${at} is no list`];
    case 'map':
      return isRecord(value)
        ? Object.entries(value).flatMap(([key, item]) => valueErrors(item, type.element, `${at}.${key}`))
        : [`${at} is no map`];
    case 'tag':
      return isRecord(value) && 'Key' in value && 'Value' in value ? [] : [`${at} is no tag`];
    case 'ref':
      return isRecord(value) ? propertyErrors(value, propertiesOfType(type), at) : [`${at} is no object`];
    case 'union':
      return fewest(type.types.map((each) => valueErrors(value, each, at)));
    default:
      return [];
  }
}

function scalarErrors(
  value: unknown,
  kinds: readonly string[],
  type: PropertyType & { readonly type: 'string'; readonly allowedValues?: readonly string[] },
  at: string,
): string[] {
  if (!kinds.includes(typeof value)) return [`${at} is no text: ${JSON.stringify(value)}`];
  const allowed = type.allowedValues;
  return allowed === undefined || allowed.includes(String(value))
    ? []
    : [`${at} is ${JSON.stringify(value)}, not one of ${allowed.join(', ')}`];
}

/** Each `Fn::GetAtt` of a resource in the same template asks for an attribute that its schema has. */
function attributeErrors(value: unknown, resources: CheckedTemplate['Resources'], at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => attributeErrors(item, resources, at));
  if (!isRecord(value)) return [];
  const asked = value['Fn::GetAtt'];
  if (!Array.isArray(asked)) {
    return Object.values(value).flatMap((item) => attributeErrors(item, resources, at));
  }
  const [target, attribute] = asked.map(String);
  const type = resources[target ?? '']?.Type;
  if (type === undefined) return [`${at}: there is no resource ${target}`];
  const schema = resourceSchema(type);
  return schema === undefined || attribute === undefined || attribute in schema.attributes
    ? []
    : [`${at}: ${type} has no attribute ${attribute}`];
}

function fewest(found: readonly string[][]): string[] {
  return found.reduce((least, each) => (each.length < least.length ? each : least), found[0] ?? []);
}

function isComputed(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::'));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
