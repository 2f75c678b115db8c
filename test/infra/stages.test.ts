import { describe, expect, it } from 'vitest';
import { readStage } from '../../infra/stages.ts';

describe('readStage', () => {
  it('is production, at the hosts of the articles, where none is named', () => {
    const { name, sites } = readStage(undefined);

    expect(name).toBe('production');
    expect(sites.map(({ app, origin }) => [app.id, origin])).toEqual([
      ['timetrack', 'https://{tenant}.timetrackenterprise.com'],
      ['trakstar', 'https://perform.trakstar.com'],
    ]);
  });

  it('takes the name that is given', () => {
    expect(readStage('beta').name).toBe('beta');
  });

  it.each(['Beta', '', 'two-words', '1', 'x'.repeat(17), 7, { name: 'beta' }])('refuses %j', (context) => {
    expect(() => readStage(context)).toThrow(/^stage must be a lower-case name/);
  });
});
