/** An object without its undefined properties. */
export type Defined<Properties extends object> = {
  [Name in keyof Properties as undefined extends Properties[Name] ? never : Name]: Properties[Name];
} & {
  [Name in keyof Properties as undefined extends Properties[Name] ? Name : never]?: Exclude<
    Properties[Name],
    undefined
  >;
};

/**
 * Returns a copy of `properties` without the undefined ones, in their order: under `exactOptionalPropertyTypes` an
 * optional property is omitted and never set to undefined.
 * @example ```ts
 * const user = { name, ...defined({ email }) }; // { name: string; email?: string }
 * ```
 */
export function defined<Properties extends object>(properties: Properties): Defined<Properties> {
  const entries = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<Properties>;
}
