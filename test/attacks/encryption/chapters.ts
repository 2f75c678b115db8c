import type { Chapter } from '../section.ts';
import { acceptedAlgorithms, refusedAlgorithms } from './algorithms.ts';
import { cipherTexts, wrappedKeys } from './cipher-text.ts';
import { friendlyPlaintexts, innerSignatures, plaintexts } from './plaintext.ts';
import { counts, envelopes, judged, policies, welcome } from './policy.ts';
import type { EncryptionAcceptance, EncryptionAttack } from './row.ts';
import { friendlyStructures, structures } from './structure.ts';

/** Section E: what a tenant that takes encrypted assertions refuses. */
export const refusedSealed: readonly Chapter<EncryptionAttack>[] = [
  { about: 'algorithms of encryption', rows: refusedAlgorithms },
  { about: 'the structure of an encrypted assertion', rows: structures },
  { about: 'wrapped keys', rows: wrappedKeys },
  { about: 'cipher texts', rows: cipherTexts },
  { about: 'plaintexts', rows: plaintexts },
  { about: 'signatures in the plaintext', rows: innerSignatures },
  { about: 'signatures around the cipher text', rows: envelopes },
  { about: 'one assertion', rows: counts },
  { about: 'what the tenant takes', rows: policies },
  { about: 'what the plaintext says', rows: judged },
];

/** And what it accepts. */
export const acceptedSealed: readonly Chapter<EncryptionAcceptance>[] = [
  { about: 'algorithms of encryption', rows: acceptedAlgorithms },
  { about: 'the structure of an encrypted assertion', rows: friendlyStructures },
  { about: 'plaintexts', rows: friendlyPlaintexts },
  { about: 'what the tenant takes', rows: welcome },
];
