import type { Directory } from './directory.ts';
import type { BasicSamlConfiguration, EnterpriseApplication } from './enterprise-application.ts';

/** The enterprise applications of every directory: those of the start, and what admins have made of them since. */
export class ApplicationRegistry {
  readonly #initial: readonly EnterpriseApplication[];
  readonly #created: EnterpriseApplication[] = [];
  readonly #edited = new Map<string, BasicSamlConfiguration>();
  readonly #withoutMethod = new Set<string>();

  /** `initial` is read at each look, so a caller may change that list later. */
  constructor(initial: readonly EnterpriseApplication[]) {
    this.#initial = initial;
  }

  /** Every application as it is now, the newest last. */
  list(): readonly EnterpriseApplication[] {
    return [...this.#initial, ...this.#created].map((application) => {
      const basicSaml = this.#edited.get(application.applicationId);
      return basicSaml === undefined ? application : { ...application, basicSaml };
    });
  }

  /** Adds an application whose admin has yet to select a single sign-on method. */
  add(application: EnterpriseApplication): void {
    this.#created.push(application);
    this.#withoutMethod.add(application.applicationId);
  }

  /** Whether "Select a single sign-on method" is answered with SAML. */
  signsOnBySaml({ applicationId }: EnterpriseApplication): boolean {
    return !this.#withoutMethod.has(applicationId);
  }

  selectSaml({ applicationId }: EnterpriseApplication): void {
    this.#withoutMethod.delete(applicationId);
  }

  /** "Save" in Basic SAML Configuration. */
  edit({ applicationId }: EnterpriseApplication, basicSaml: BasicSamlConfiguration): void {
    this.#edited.set(applicationId, basicSaml);
  }

  /** The other application of `directory` that has this Identifier: Entra allows one. */
  ownerOf(identifier: string, directory: Directory, except: EnterpriseApplication) {
    return this.list().find(
      (application) =>
        application.directory === directory &&
        application.applicationId !== except.applicationId &&
        identifiersOf(application).includes(identifier),
    );
  }
}

/** Every Identifier of an application, the default first; none until one is entered. */
export function identifiersOf({ basicSaml }: EnterpriseApplication): readonly string[] {
  return [basicSaml.identifier, ...(basicSaml.otherIdentifiers ?? [])].filter((each) => each !== '');
}

/** Every Reply URL of an application, the default first; none until one is entered. */
export function replyUrlsOf({ basicSaml }: EnterpriseApplication): readonly string[] {
  return [basicSaml.replyUrl, ...(basicSaml.otherReplyUrls ?? [])].filter((each) => each !== '');
}
