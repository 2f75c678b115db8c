import { strongAlgorithms, unknownAlgorithms, weakAlgorithms } from './keys/algorithms.ts';
import { configurations } from './keys/configuration.ts';
import { friendlyKeyInfos, keyInfos } from './keys/key-info.ts';
import { signers, trustedSigners } from './keys/signers.ts';
import { validCertificates, validities } from './keys/validity.ts';
import { accepts, refuses } from './run.ts';

refuses('signers', signers);
refuses('KeyInfo', keyInfos);
refuses('configured trust', configurations);
refuses('unknown algorithms', unknownAlgorithms);
refuses('weak algorithms', weakAlgorithms);
refuses('validity', validities);

accepts('trusted signers', trustedSigners);
accepts('KeyInfo', friendlyKeyInfos);
accepts('algorithms', strongAlgorithms);
accepts('validity', validCertificates);
