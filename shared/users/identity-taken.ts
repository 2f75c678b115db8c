import type { User } from './user.ts';

/** An identity that another user of the tenant is bound to: one identity is one user. Nothing was bound. */
export class IdentityTaken extends Error {
  override readonly name = 'IdentityTaken';
  readonly holder: User;

  constructor(holder: User) {
    super(`The identity belongs to ${holder.signInName}.`);
    this.holder = holder;
  }
}
