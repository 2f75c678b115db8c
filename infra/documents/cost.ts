import { costText } from '../cost/cost-text.ts';
import { recorded } from '../cost/measured.ts';

/** docs/cost.md. */
export function costDocument(): string {
  return `# What it costs

\`npm run docs\` writes this page from what \`npm run cost -- --record\` measured: the synthesized bundles of a stage, each in
its own process, sign people in over an embedded DynamoDB, and the measurement counts what they consume and write.

${costText(recorded)}`;
}
