declare const brand: unique symbol;

/** A `Base` that only its own parser makes, so that one kind of identifier never stands for another. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
