import type { EntraChoice, EntraField, EntraPage } from '../../problems/remediation.ts';

/** The words of the Entra admin center in one language, exactly as on its screen. */
export interface EntraLabels {
  /** What stands for the application's name where it is not known. */
  readonly theApplication: string;
  /** The path of each page, from "Entra ID" on. */
  readonly pages: Readonly<Record<EntraPage, (application: string) => string>>;
  readonly fields: Readonly<Record<EntraField, string>>;
  readonly choices: Readonly<Record<EntraChoice, string>>;
}
