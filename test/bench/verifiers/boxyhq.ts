import { Buffer } from 'node:buffer';
import saml20 from '@boxyhq/saml20';
import type { PrepareVerifier } from '../task.ts';

const nameIdClaim = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier';

/** @boxyhq/saml20's validate: signature, dates and audience. */
export const prepare: PrepareVerifier = ({ samlResponse, identifier, certificate }) => {
  return async () => {
    const xml = Buffer.from(samlResponse, 'base64').toString();
    const { claims } = await saml20.default.validate(xml, { publicKey: certificate, audience: identifier });
    return claims[nameIdClaim] ?? 'nobody';
  };
};
