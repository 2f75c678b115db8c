import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type {
  DefinitionReference,
  Resource,
  ResourceProperties,
  SpecDatabase,
} from '@aws-cdk/service-spec-types';

/** One process reads the registry's schemas once: they take a second or two. */
let loaded: SpecDatabase | undefined;
function registry(): SpecDatabase {
  loaded ??= loadAwsServiceSpecSync();
  return loaded;
}

/** Returns the registry's schema of a resource type, or `undefined` if there is no such type. */
export function resourceSchema(type: string): Resource | undefined {
  return registry().lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

/** Returns the properties of a type that a schema defines for itself, such as `AWS::Lambda::Function`'s `Code`. */
export function propertiesOfType({ reference }: DefinitionReference): ResourceProperties {
  return registry().get('typeDefinition', reference.$ref).properties;
}
