import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { documentAt } from './document.ts';

const scripts = Object.keys(manifest.scripts);

describe.each([
  'docs/pipeline.md',
  'docs/backups.md',
  'docs/embedding.md',
  'docs/releasing.md',
  '.github/workflows/release.yml',
])('%s', (path) => {
  it('runs only scripts that package.json has', () => {
    const run = [...documentAt(path).matchAll(/npm run ([a-z][a-z:]*)/g)].map(([, name = '']) => name);
    expect(run.length).toBeGreaterThan(0);
    expect(run.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

describe('docs/pipeline.md', () => {
  const text = documentAt('docs/pipeline.md');
  const fenced = (language: string) =>
    [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
      ([, code = '']) => code,
    );

  it('has policies that are JSON, and trusts one environment of one repository', () => {
    const [trust, permissions] = fenced('json').map((code) => JSON.parse(code));
    expect(trust.Statement[0].Condition.StringEquals['token.actions.githubusercontent.com:sub']).toBe(
      'repo:<owner>/<repository>:environment:production',
    );
    expect(permissions.Statement[0].Action).toBe('sts:AssumeRole');
  });

  it('deploys to production only after trial and the review, each with a stage and an environment of its own', () => {
    const [workflow = ''] = fenced('yaml');
    const jobs = workflow.split(/^ {2}(?=[a-z]+:$)/m).filter((job) => job.includes('runs-on'));
    const facts = jobs.map((job) => ({
      name: job.split(':')[0],
      needs: /needs: (\w+)/.exec(job)?.[1],
      environment: /environment: ([\w-]+)/.exec(job)?.[1],
      stages: [...job.matchAll(/stage[= ](\w+)/g)].map(([, stage]) => stage),
    }));
    expect(facts).toEqual([
      { name: 'trial', needs: undefined, environment: 'trial', stages: ['trial', 'trial'] },
      { name: 'review', needs: 'trial', environment: 'production-review', stages: ['production'] },
      {
        name: 'production',
        needs: 'review',
        environment: 'production',
        stages: ['production', 'production'],
      },
    ]);
  });
});
