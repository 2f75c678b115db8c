import { describe, expect, it } from 'vitest';
import { progressOf, progressText } from '../../../infra/operator/progress.ts';
import type { Terminal } from '../../../infra/operator/terminal.ts';

function terminalAt(isInteractive: boolean) {
  let now = 0;
  const written: string[] = [];
  const terminal = {
    isInteractive,
    now: () => new Date(now),
    writeError: (text: string) => written.push(text),
  } as Partial<Terminal> as Terminal;
  return { terminal, written, wait: (milliseconds: number) => (now += milliseconds) };
}

describe('progress', () => {
  it('shows the part done and the time left, from two seconds on', () => {
    const { terminal, written, wait } = terminalAt(true);
    const progress = progressOf(terminal, { what: 'people', total: 1_000, isSilent: false });
    wait(1_900);
    progress.at(190);
    expect(written).toEqual([]);
    wait(3_100);
    progress.at(500);
    expect(written).toEqual(['\r[##########----------] 50 %  500 of 1000 people, 5 s left\u001b[K']);
    progress.clear();
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  it.each([
    ['with --json', true, true],
    ['outside a terminal', false, false],
  ])('shows nothing %s', (_, isInteractive, isSilent) => {
    const { terminal, written, wait } = terminalAt(isInteractive);
    const progress = progressOf(terminal, { what: 'people', total: 10, isSilent });
    wait(60_000);
    progress.at(5);
    progress.clear();
    expect(written).toEqual([]);
  });

  it('shows a rate where the total is unknown, and long times in minutes and hours', () => {
    expect(progressText('tenants read', 3_000, undefined, 3)).toBe('3000 tenants read, 1000 a second');
    expect(progressText('people', 100, 100_000, 10)).toContain('2 h 47 min left');
    expect(progressText('people', 0, 10, 5)).toBe('[--------------------] 0 %  0 of 10 people');
  });
});
