import { costText } from '../cost/cost-text.ts';
import { recorded } from '../cost/measured.ts';

/** docs/cost.md. */
export function costDocument(): string {
  return `# What it costs

Made by \`npm run docs\`, from what \`npm run cost -- --record\` measured: the bundles of a stage as they are synthesized,
each in a process of its own, sign people in over an embedded DynamoDB, and whatever they consume and write is counted.

${costText(recorded)}`;
}
