import { Buffer } from 'node:buffer';
import { keysOf } from '../../../shared/objects/keys-of.ts';
import { markup } from './dictionary.ts';
import { pick } from './pick.ts';

/** A change of a message as bytes. `at`, `to` and `what` are drawn numbers: every number means something. */
type ByteOperation = (bytes: Buffer, at: number, to: number, what: number) => Buffer;

/** At most this many bytes are cut out or repeated at once. */
const longestRange = 64;

const around = (bytes: Buffer, at: number, cut: number, insertion: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at), insertion, bytes.subarray(at + cut)]);

const rangeAt = (bytes: Buffer, at: number, what: number): Buffer =>
  bytes.subarray(at, at + 1 + (what % longestRange));

const operations = {
  flip: (bytes, at, _to, what) => around(bytes, at, 1, Buffer.from([(bytes[at] ?? 0) ^ (1 << (what % 8))])),
  replace: (bytes, at, _to, what) => around(bytes, at, 1, Buffer.from([what % 256])),
  insert: (bytes, at, _to, what) => around(bytes, at, 0, Buffer.from([what % 256])),
  insertMarkup: (bytes, at, _to, what) => around(bytes, at, 0, Buffer.from(pick(markup, what) ?? '')),
  cut: (bytes, at, _to, what) => around(bytes, at, 1 + (what % longestRange), Buffer.alloc(0)),
  repeat: (bytes, at, _to, what) => around(bytes, at, 0, rangeAt(bytes, at, what)),
  copy: (bytes, at, to, what) => around(bytes, to, 0, rangeAt(bytes, at, what)),
  overwrite: (bytes, at, to, what) => around(bytes, to, 1 + (what % longestRange), rangeAt(bytes, at, what)),
  truncate: (bytes, at) => bytes.subarray(0, at),
  behead: (bytes, at) => bytes.subarray(at),
} as const satisfies Readonly<Record<string, ByteOperation>>;

export type ByteOperationName = keyof typeof operations;
export const byteOperationNames = keysOf(operations);

/** `bytes` after one operation. */
export function mutateBytes(
  bytes: Buffer,
  operation: ByteOperationName,
  at: number,
  to: number,
  what: number,
): Buffer {
  const { length } = bytes;
  const apply: ByteOperation = operations[operation];
  return apply(bytes, at % (length + 1), to % (length + 1), what);
}
