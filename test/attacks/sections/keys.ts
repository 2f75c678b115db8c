import { strongAlgorithms, unknownAlgorithms, weakAlgorithms } from '../keys/algorithms.ts';
import { configurations } from '../keys/configuration.ts';
import { friendlyKeyInfos, keyInfos } from '../keys/key-info.ts';
import { signers, trustedSigners } from '../keys/signers.ts';
import { validCertificates, validities } from '../keys/validity.ts';
import type { Section } from '../section.ts';

export const keys: Section = {
  about: 'keys and algorithms',
  refused: [
    { about: 'signers', rows: signers },
    { about: 'KeyInfo', rows: keyInfos },
    { about: 'configured trust', rows: configurations },
    { about: 'unknown algorithms', rows: unknownAlgorithms },
    { about: 'weak algorithms', rows: weakAlgorithms },
    { about: 'validity', rows: validities, toTheSecond: true },
  ],
  accepted: [
    { about: 'trusted signers', rows: trustedSigners },
    { about: 'KeyInfo', rows: friendlyKeyInfos },
    { about: 'algorithms', rows: strongAlgorithms },
    { about: 'validity', rows: validCertificates, toTheSecond: true },
  ],
};
