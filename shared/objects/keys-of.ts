/**
 * Returns the own enumerable string keys of `object`, in their order and with their types. Only for objects that have
 * exactly the properties of their type, such as constant tables: TypeScript lets any object have more.
 */
export function keysOf<Properties extends object>(object: Properties): Extract<keyof Properties, string>[] {
  return Object.keys(object) as Extract<keyof Properties, string>[];
}
