import type { EntraParts } from '../../fixtures/entra-parts.ts';
import { type SealChoices as HowToSeal, sealResponse } from '../../fixtures/seal.ts';
import type { Genuine } from '../genuine.ts';

/** How a message is sealed. */
export interface SealChoices extends HowToSeal {
  readonly parts?: Partial<EntraParts>;
}

/** A message of the tenant's directory with its assertion encrypted, signed in the case's own mode unless told. */
export function sealed(genuine: Genuine, choices: SealChoices = {}): string {
  return sealResponse(genuine.unsigned(choices.parts), { sign: genuine.mode, ...choices });
}
