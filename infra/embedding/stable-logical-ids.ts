import { CfnResource, type Stack } from 'aws-cdk-lib';

/**
 * Takes where a stack stands in its app out of its logical IDs. CDK puts the whole path of what they connect, with a hash
 * of it, into the names of permissions and event source mappings. If the construct were renamed or moved, CloudFormation
 * would make them again before it removes the old ones, and Lambda refuses a second mapping of one queue to one function.
 */
export function nameWithoutPath(stack: Stack): void {
  const path = alphanumeric(stack.node.path);
  const connected = new RegExp(`${path}(\\w*?)[0-9A-F]{8}`, 'g');
  for (const each of stack.node.findAll()) {
    if (!CfnResource.isCfnResource(each)) continue;
    const below = alphanumeric(each.node.path.slice(stack.node.path.length)).replace(/Resource$/, '');
    if (below.includes(path)) each.overrideLogicalId(below.replaceAll(connected, '$1'));
  }
}

function alphanumeric(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/g, '');
}
