declare const brand: unique symbol;

/** A `Base` that only its parser creates, so that one kind of identifier is never used as another. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
