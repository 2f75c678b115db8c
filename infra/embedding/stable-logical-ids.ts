import { CfnResource, type Stack } from 'aws-cdk-lib';

/**
 * Takes where a stack stands in its app out of its logical IDs. CDK puts the whole path into the names of permissions
 * and event source mappings. If the construct were renamed or moved, CloudFormation would make them again before it
 * removes the old ones, and Lambda refuses a second mapping of one queue to one function.
 */
export function nameWithoutPath(stack: Stack): void {
  const path = alphanumeric(stack.node.path);
  for (const each of stack.node.findAll()) {
    if (!CfnResource.isCfnResource(each)) continue;
    const below = alphanumeric(each.node.path.slice(stack.node.path.length)).replace(/Resource$/, '');
    if (!below.includes(path)) continue;
    // The hash of the path follows.
    each.overrideLogicalId(below.replace(path, '').replace(/[0-9A-F]{8}$/, ''));
  }
}

function alphanumeric(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/g, '');
}
