import type { Property, PropertyType } from '@aws-cdk/service-spec-types';
import { propertiesOfType, resourceSchema } from '../registry.ts';
import type { Json } from '../template-differences.ts';
import { isRecord, isSame } from './json.ts';

/** Whether CloudFormation makes a new resource for a change; `maybe` depends on the values. */
export type Replacement = 'yes' | 'maybe' | 'no';

/**
 * Returns what the registry's schema says of a change of one property (`createOnlyProperties`), with the properties
 * inside it.
 */
export function replacementOf(
  type: string,
  name: string,
  old: Json | undefined,
  made: Json | undefined,
): Replacement {
  const property = resourceSchema(type)?.properties[name];
  return property === undefined ? 'no' : ofProperty(property, old, made);
}

function ofProperty(property: Property, old: Json | undefined, made: Json | undefined): Replacement {
  const itself = property.causesReplacement ?? 'no';
  return itself === 'no' ? ofValue(property.type, old, made) : itself;
}

function ofValue(type: PropertyType, old: Json | undefined, made: Json | undefined): Replacement {
  // What is added or removed as a whole is not a change of something inside it.
  if (type.type !== 'ref' || !isRecord(old) || !isRecord(made)) return 'no';
  const answers = Object.entries(propertiesOfType(type))
    .filter(([name]) => !isSame(old[name], made[name]))
    .map(([name, property]) => ofProperty(property, old[name], made[name]));
  return answers.find((answer) => answer === 'yes') ?? answers.find((answer) => answer === 'maybe') ?? 'no';
}
