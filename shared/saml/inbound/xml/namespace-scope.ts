import type { NamespaceDeclaration } from './element.ts';
import * as ns from './namespaces.ts';

/** What each prefix stands for at one place of a document (Namespaces in XML 1.0 section 6.1). */
export class NamespaceScope {
  readonly #names = new Map([['xml', ns.xml]]);
  /** What the declarations in force have hidden, the last of them last. */
  readonly #hidden: (string | undefined)[] = [];

  /** Enters an element with these declarations. */
  enter(declarations: readonly NamespaceDeclaration[]): void {
    for (const { prefix, namespace } of declarations) {
      this.#hidden.push(this.#names.get(prefix));
      this.#names.set(prefix, namespace);
    }
  }

  /** Leaves it again. Elements are left in the reverse order. */
  leave(declarations: readonly NamespaceDeclaration[]): void {
    for (let at = declarations.length - 1; at >= 0; at -= 1) {
      const prefix = declarations[at]?.prefix ?? '';
      const hidden = this.#hidden.pop();
      if (hidden === undefined) this.#names.delete(prefix);
      else this.#names.set(prefix, hidden);
    }
  }

  /** Returns the namespace name of `prefix`, or undefined if it has none. */
  nameOf(prefix: string): string | undefined {
    return this.#names.get(prefix);
  }
}
