import { assertions } from './survivors/assertions.ts';
import { browser } from './survivors/browser.ts';
import { canonicalForm } from './survivors/canonical-form.ts';
import { flows } from './survivors/flows.ts';
import { otherMessages } from './survivors/other-messages.ts';
import { reader } from './survivors/reader.ts';
import { signatures } from './survivors/signatures.ts';
import { smallRooms } from './survivors/small-rooms.ts';
import type { Survivor } from './survivors/survivor.ts';

/** Every mutant that may survive. One that does and is not here fails `npm run mutation`. */
export const survivors: readonly Survivor[] = [
  ...assertions,
  ...browser,
  ...canonicalForm,
  ...flows,
  ...otherMessages,
  ...reader,
  ...signatures,
  ...smallRooms,
];
