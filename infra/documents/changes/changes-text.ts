import { type AwsText, type AwsTextName, awsTexts } from './aws-text.ts';
import { type OperatorChange, operatorChanges } from './operator-changes.ts';

/** Returns the table "what can go wrong × what the operator does", each row with links to what AWS says about it. */
export function operatorChangesTable(): string {
  return [
    '| what happened | what you do | what changes | because AWS says |',
    '|---|---|---|---|',
    ...Object.values<OperatorChange>(operatorChanges).map((change) => {
      const links = change.assumes.map((name) => `[${headingOf(name)}](reference/aws.md#${anchorOf(name)})`);
      return `| ${change.when} | ${change.do} | ${change.changes} | ${links.join(', ')} |`;
    }),
  ].join('\n');
}

/** Returns docs/reference/aws.md: AWS's own words for each assumption, with address, date and the rows that need them. */
export function awsDocument(): string {
  return `${[
    '# What AWS says',
    '',
    'The table in [operating.md](../operating.md#when-a-deployment-goes-wrong) depends on these behaviours of AWS. Each is',
    'quoted with its address and the day on which it was read. What is marked as reported was seen by others in their',
    'accounts, and AWS’s documentation does not say so. Where a quotation also stands in the resource schemas that',
    'Latchkey depends on, a test compares it.',
    ...Object.entries<AwsText>(awsTexts).flatMap(([name, text]) => [
      '',
      `## ${headingOf(name as AwsTextName)}`,
      '',
      `> ${text.says}`,
      '',
      `<${text.at}>, read on ${text.read}${text.reported === true ? ', reported' : ''}${
        text.schema === undefined ? '' : `, in the schema of \`${text.schema}\``
      }.`,
      '',
      `Needed when ${whereNeeded(name as AwsTextName)}.`,
    ]),
  ].join('\n')}\n`;
}

function whereNeeded(name: AwsTextName): string {
  return Object.values<OperatorChange>(operatorChanges)
    .filter(({ assumes }) => assumes.includes(name))
    .map(({ when }) => when)
    .join('; ');
}

/** `oneReplicaAtATime` → `One replica at a time`. */
function headingOf(name: AwsTextName): string {
  const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function anchorOf(name: AwsTextName): string {
  return headingOf(name).toLowerCase().replaceAll(' ', '-');
}
