import { keysOf } from '../../../shared/objects/keys-of.ts';
import type { EnterpriseApplication } from './enterprise-application.ts';
import { textField } from './page.ts';

/** Entra's "Signing Option", in its own words. */
export const signingOptions = {
  assertion: 'Sign SAML assertion',
  response: 'Sign SAML response',
  'response-and-assertion': 'Sign SAML response and assertion',
} as const;

/** Entra's "Signing Algorithm". */
export const signingAlgorithms = { sha256: 'SHA-256', sha1: 'SHA-1' } as const;

/** Which certificate signs: not a choice that Entra offers, but what its App Validator tries. */
export const certificateChoices = { active: 'Active certificate', expired: 'Expired certificate' } as const;

/** How an application's responses are signed. */
export interface SigningChoice {
  readonly option: keyof typeof signingOptions;
  readonly algorithm: keyof typeof signingAlgorithms;
  readonly certificate: keyof typeof certificateChoices;
}

const entrasDefault: SigningChoice = { option: 'assertion', algorithm: 'sha256', certificate: 'active' };

/** What the admin chose for each application; Entra's defaults until then. */
export class SigningChoices {
  readonly #choices = new Map<string, SigningChoice>();

  of(application: EnterpriseApplication): SigningChoice {
    return this.#choices.get(application.applicationId) ?? entrasDefault;
  }

  set(application: EnterpriseApplication, choice: SigningChoice): void {
    this.#choices.set(application.applicationId, choice);
  }
}

/** The choice in the fields of a form; anything unknown falls back to Entra's default. */
export function readSigningChoice(fields: Readonly<Record<string, unknown>>): SigningChoice {
  return {
    option: keyIn(signingOptions, textField(fields, 'option')) ?? entrasDefault.option,
    algorithm: keyIn(signingAlgorithms, textField(fields, 'algorithm')) ?? entrasDefault.algorithm,
    certificate: keyIn(certificateChoices, textField(fields, 'certificate')) ?? entrasDefault.certificate,
  };
}

function keyIn<Key extends string>(labels: Readonly<Record<Key, string>>, text: unknown): Key | undefined {
  return keysOf(labels).find((key) => key === text);
}
