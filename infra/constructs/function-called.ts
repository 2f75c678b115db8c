import type { FunctionName } from '../../functions/routes.ts';
import type { LatchkeyFunction } from './latchkey-function.ts';

/** Returns the function of this name. @throws Error where the stack has none */
export function functionCalled(
  functions: ReadonlyMap<FunctionName, LatchkeyFunction>,
  name: FunctionName,
): LatchkeyFunction {
  const found = functions.get(name);
  if (found === undefined) throw new Error(`There is no function ${name}`);
  return found;
}
