import type { PrepareVerifier } from './task.ts';
import { prepare as boxyhq } from './verifiers/boxyhq.ts';
import { prepare as latchkey } from './verifiers/latchkey.ts';
import { prepare as libxml2 } from './verifiers/libxml2-wasm.ts';
import { prepare as nodeSaml } from './verifiers/node-saml.ts';
import { prepare as samlify } from './verifiers/samlify.ts';
import { prepare as xmldsigjs } from './verifiers/xmldsigjs.ts';

/** A verifier in JavaScript, measured in this process. */
export interface Contender {
  readonly name: string;
  /** Its file in `verifiers`, without the ending. */
  readonly file: string;
  readonly prepare: PrepareVerifier;
  /** The slow ones run less often a round, so that each takes about the same time. */
  readonly runsPerRound: number;
}

/** Latchkey, and the two libraries that a service provider in Node would take. */
export const contenders: readonly Contender[] = [
  { name: 'latchkey', file: 'latchkey', prepare: latchkey, runsPerRound: 200 },
  { name: 'samlify', file: 'samlify', prepare: samlify, runsPerRound: 10 },
  { name: 'node-saml', file: 'node-saml', prepare: nodeSaml, runsPerRound: 10 },
];

/** What else there is for Node; the last two check a signature and nothing of SAML. */
export const morePeers: readonly Contender[] = [
  { name: '@boxyhq/saml20', file: 'boxyhq', prepare: boxyhq, runsPerRound: 5 },
  { name: 'xmldsigjs', file: 'xmldsigjs', prepare: xmldsigjs, runsPerRound: 10 },
  { name: 'libxml2-wasm', file: 'libxml2-wasm', prepare: libxml2, runsPerRound: 50 },
];

/** A verifier in Python, in a loop of its own. */
export interface PythonPeer {
  readonly name: string;
  /** Its module in `python`. */
  readonly module: string;
  readonly warmUpRuns: number;
  readonly measuredRuns: number;
}

/** Debian's; python3-xmlsec is libxmlsec1 in C and checks a signature and nothing of SAML. */
export const pythonPeers: readonly PythonPeer[] = [
  { name: 'python3-xmlsec', module: 'xmlsec_alone', warmUpRuns: 500, measuredRuns: 3_000 },
  { name: 'lasso', module: 'lasso_login', warmUpRuns: 100, measuredRuns: 500 },
  { name: 'python3-onelogin-saml2', module: 'python3_saml', warmUpRuns: 50, measuredRuns: 300 },
  { name: 'pysaml2', module: 'pysaml2', warmUpRuns: 3, measuredRuns: 40 },
];
