/** A DynamoDB action on a table, or with an index's name after it, on that index alone. */
export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'Query'
  | `Query ${string}`;

/** Returns what actions permit: each action with the table (`index` undefined) or the index that it applies to. */
export function permissionsOf(
  actions: readonly TableAction[],
): readonly { readonly action: string; readonly index: string | undefined }[] {
  return actions.map((each) => {
    const [action = '', index] = each.split(' ');
    return { action, index };
  });
}
