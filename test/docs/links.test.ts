import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documentAt } from './document.ts';

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs/architecture.md',
  'docs/cost.md',
  'docs/events.md',
  'docs/operating.md',
  'docs/runbook.md',
  'docs/policy.md',
  'docs/problems.md',
  'docs/releasing.md',
  'docs/upgrading.md',
  'docs/verification.md',
  'docs/entra/timetrack.md',
  'docs/entra/trakstar.md',
];

it.each(documents)('every link of %s inside the project leads somewhere', (path) => {
  const text = documentAt(path);
  const targets = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target = '']) => target);

  for (const target of targets.filter((each) => !/^[a-z]+:/.test(each))) {
    expect(existsSync(new URL(target, new URL(`../../${path}`, import.meta.url))), target).toBe(true);
  }
});

it.each(documents)('every file and folder that %s names is there', (path) => {
  const named = [...documentAt(path).matchAll(/`((?:infra|functions|shared|test|docs)\/[\w./-]+)`/g)];

  for (const [, name = ''] of named) {
    const target = new URL(`../../${name}`, import.meta.url);
    expect(existsSync(target), name).toBe(true);
  }
});
