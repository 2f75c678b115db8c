import type { EnterpriseApplication } from './enterprise-application.ts';
import type { Person } from './person.ts';

/** "Users and groups": who is assigned to each application; at the start as each {@link Person} says. */
export class Assignments {
  readonly #assigned = new Map<string, ReadonlySet<string>>();

  /** The people of the directory who are assigned, in its order. */
  of({ applicationId, directory }: EnterpriseApplication): readonly Person[] {
    const assigned = this.#assigned.get(applicationId);
    return directory.people.filter((person) => assigned?.has(person.objectId) ?? person.assigned);
  }

  includes(application: EnterpriseApplication, { objectId }: Person): boolean {
    return this.of(application).some((person) => person.objectId === objectId);
  }

  /** Leaves these people assigned, and no others. */
  set({ applicationId }: EnterpriseApplication, people: readonly Person[]): void {
    this.#assigned.set(applicationId, new Set(people.map(({ objectId }) => objectId)));
  }
}
