import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entraLabels } from '../../../shared/pages/text/de/entra.ts';

const { pages, fields, choices } = entraLabels;
const table = readFileSync('docs/reference/entra-labels.md', 'utf8');
const labels = new Set([...table.matchAll(/^\| ([^|]+) \|/gm)].map(([, label = '']) => label.trim()));

/** Not labels of the portal: names of claims, and words of our own. */
const noLabels = new Set<string>([
  fields.identityClaims,
  choices.asEntraSends,
  choices.once,
  choices.validCertificate,
]);

describe('the German labels of the portal', () => {
  const onPages = Object.values(pages).flatMap((path) => path('TimeTrack').split(' > '));
  const shown = [...onPages, ...Object.values(fields), ...Object.values(choices)].filter(
    (label) => !noLabels.has(label) && label !== 'Entra ID' && label !== 'TimeTrack',
  );

  it.each([...new Set(shown)])('%s has a row with its source', (label) => {
    expect(labels).toContain(label);
  });
});
