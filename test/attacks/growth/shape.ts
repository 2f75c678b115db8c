import { Buffer } from 'node:buffer';
import type { ProblemCode } from '../../../shared/problems/problem.ts';
import type { Genuine } from '../genuine.ts';

/** A message that is to cost more than it weighs, in any size. */
export interface Shape {
  /** Completes "a message of …". */
  readonly name: string;
  /** About `bytes` long. */
  readonly make: (genuine: Genuine, bytes: number) => string;
  /** What it is refused by at the size limit. */
  readonly code: ProblemCode;
}

/** `unit(0) + unit(1) + …`, about `bytes` long. */
export function many(bytes: number, unit: (at: number) => string): string {
  const units: string[] = [];
  for (let length = 0, at = 0; ; at += 1) {
    const next = unit(at);
    length += Buffer.byteLength(next);
    if (length > bytes) break;
    units.push(next);
  }
  return units.join('');
}
