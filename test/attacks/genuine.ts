import type { EntraParts } from '../fixtures/entra-parts.ts';
import { entraResponse } from '../fixtures/entra-response.ts';
import { type MessageChoices, signedResponse } from '../fixtures/signed-response.ts';
import { type AppName, type SigningMode, type World, worlds } from './world.ts';

/** One app's tenant and its directory, which signs what a row asks it to. */
export interface Genuine {
  readonly app: AppName;
  readonly mode: SigningMode;
  readonly world: World;
  /** Entra's message for this tenant, signed in this mode: the control of most rows. */
  readonly message: string;
  /** Another message that the directory really signs, with other parts or another signature. */
  write(parts?: Partial<EntraParts>, choices?: MessageChoices): string;
  /** The canonical message before it is signed. */
  unsigned(parts?: Partial<EntraParts>): string;
}

const made = new Map<string, Genuine>();

/** The {@link Genuine} of `app` in `mode`, made once. */
export function genuineOf(app: AppName, mode: SigningMode): Genuine {
  const name = `${app} ${mode}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const world = worlds[app];
  const own = { audience: world.identifier, replyUrl: world.replyUrl };
  const write: Genuine['write'] = (parts, choices) =>
    signedResponse({ ...own, ...parts }, { sign: mode, ...choices });
  const unsigned: Genuine['unsigned'] = (parts) => entraResponse({ ...own, ...parts });
  const genuine: Genuine = { app, mode, world, message: write(), write, unsigned };
  made.set(name, genuine);
  return genuine;
}
