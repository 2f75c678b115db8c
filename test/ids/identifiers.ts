import { type FlowId, parseFlowId } from '../../shared/ids/flow-id.ts';
import { parseTenantId, type TenantId } from '../../shared/ids/tenant-id.ts';

/** The tenant `text`, which a test knows to be one. */
export function tenant(text: string): TenantId {
  const id = parseTenantId(text);
  if (id === undefined) throw new TypeError(`no tenant id: ${text}`);
  return id;
}

/** The solicited flow whose id repeats `digit`. */
export function flow(digit: string): FlowId {
  const id = parseFlowId(`_${digit.repeat(32)}`);
  if (id === undefined) throw new TypeError(`no hex digit: ${digit}`);
  return id;
}

/** Secrets of 32 bytes as cookies carry them. */
export const secretOfZeros = 'A'.repeat(43);
export const secretOfOnes = `${'_'.repeat(42)}8`;
