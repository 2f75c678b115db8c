import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { costText } from '../../../infra/cost/cost-text.ts';
import { measureCost } from './measure.ts';

/**
 * `npm run cost`: what a month without sign-ins costs, and a million sign-ins, measured now. `-- --record` keeps the
 * measurement for docs/cost.md, which `npm run docs` then writes.
 */
const { values } = parseArgs({
  options: {
    record: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '60' },
    cold: { type: 'string', default: '5' },
  },
});
const measured = await measureCost({ rounds: Number(values.rounds), coldRounds: Number(values.cold) });
process.stdout.write(costText(measured));
if (values.record) {
  const file = new URL('../../../infra/cost/measured.json', import.meta.url);
  await writeFile(file, `${JSON.stringify(measured, undefined, 2)}\n`);
}
