import type { ProblemTexts } from '../problem-text.ts';
import { encryptionTexts } from './problems/encryption.ts';
import { logoutTexts } from './problems/logout.ts';
import { openIdTexts } from './problems/openid.ts';
import { openIdTokenTexts } from './problems/openid-tokens.ts';
import { protocolTexts } from './problems/protocol.ts';
import { setupTexts } from './problems/setup.ts';
import { signInTexts } from './problems/sign-in.ts';
import { signatureTexts } from './problems/signature.ts';
import { transportTexts } from './problems/transport.ts';
import { xmlTexts } from './problems/xml.ts';

/** The texts of every problem in German. */
export const problemTexts: ProblemTexts = {
  transport: transportTexts,
  xml: xmlTexts,
  signature: signatureTexts,
  encryption: encryptionTexts,
  protocol: protocolTexts,
  signIn: signInTexts,
  logout: logoutTexts,
  openId: openIdTexts,
  setup: setupTexts,
  openIdTokens: openIdTokenTexts,
};
