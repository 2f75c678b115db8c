import type { EnterpriseApplication } from './enterprise-application.ts';
import type { SigningCertificate } from './signing-certificate.ts';

/** The signing certificates of one application. */
export interface ListedCertificates {
  readonly active: SigningCertificate;
  /** Made and not active, or active once, the oldest first. */
  readonly inactive: readonly SigningCertificate[];
}

/** How long a new certificate may be valid, in Entra's words; the short one is to watch it expire. */
export const validities = { years: '3 years', minutes: '10 minutes, to see it expire' } as const;

/** One of {@link validities} in milliseconds. */
export const validityMilliseconds: Readonly<Record<keyof typeof validities, number>> = {
  years: 3 * 365 * 86_400_000,
  minutes: 10 * 60_000,
};

/** What an administrator has made of each application's certificates since the start. */
export class ApplicationCertificates {
  readonly #lists = new Map<string, ListedCertificates>();

  of({ applicationId, certificate }: EnterpriseApplication): ListedCertificates {
    return this.#lists.get(applicationId) ?? { active: certificate, inactive: [] };
  }

  /** A new certificate is inactive until it is made active. */
  add(application: EnterpriseApplication, certificate: SigningCertificate): void {
    const { active, inactive } = this.of(application);
    this.#lists.set(application.applicationId, { active, inactive: [...inactive, certificate] });
  }

  /** Makes an inactive one active; what was active stays, inactive. Nothing happens where there is none so called. */
  makeActive(application: EnterpriseApplication, thumbprint: string): void {
    const { active, inactive } = this.of(application);
    const next = inactive.find((each) => each.thumbprint === thumbprint);
    if (next === undefined) return;
    const others = inactive.filter((each) => each !== next);
    this.#lists.set(application.applicationId, { active: next, inactive: [...others, active] });
  }

  /** Deletes an inactive one. Entra does not let the active one go either. */
  remove(application: EnterpriseApplication, thumbprint: string): void {
    const { active, inactive } = this.of(application);
    const left = inactive.filter((each) => each.thumbprint !== thumbprint);
    this.#lists.set(application.applicationId, { active, inactive: left });
  }

  /**
   * What signs at `now`: the active one; where that has expired and a newer inactive one has not, that one at once,
   * as Entra does.
   */
  signerAt(application: EnterpriseApplication, now: Date): SigningCertificate {
    const { active, inactive } = this.of(application);
    if (now < active.notAfter) return active;
    const newer = inactive.filter(({ notAfter }) => notAfter > active.notAfter && now < notAfter);
    return newer.sort((one, other) => other.notAfter.getTime() - one.notAfter.getTime())[0] ?? active;
  }
}
