import type { ProblemCode } from '../../../saml/inbound/problem.ts';
import type { ProblemText } from '../problem-text.ts';
import { encryptionTexts } from './problems/encryption.ts';
import { logoutTexts } from './problems/logout.ts';
import { protocolTexts } from './problems/protocol.ts';
import { setupTexts } from './problems/setup.ts';
import { signInTexts } from './problems/sign-in.ts';
import { signatureTexts } from './problems/signature.ts';
import { transportTexts } from './problems/transport.ts';
import { xmlTexts } from './problems/xml.ts';

/** Room by room as in the table of problems, and like it looked through when something is refused. */
const rooms = [
  transportTexts,
  xmlTexts,
  signatureTexts,
  encryptionTexts,
  protocolTexts,
  signInTexts,
  logoutTexts,
  setupTexts,
] as const;

type CodesOf<Room> = Room extends unknown ? keyof Room : never;

/** Sentence and remedy of a problem in German. A code that no room has does not compile. */
export function germanProblem(code: ProblemCode): ProblemText {
  return find(code);
}

function find(code: CodesOf<(typeof rooms)[number]>): ProblemText {
  const room: Readonly<Partial<Record<string, ProblemText>>> =
    rooms.find((room) => Object.hasOwn(room, code)) ?? {};
  const text = room[code];
  if (text === undefined) throw new TypeError(`${code} has no text in German`);
  return text;
}
