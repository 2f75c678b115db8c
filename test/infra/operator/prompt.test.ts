import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Prompt, promptOn } from '../../../infra/operator/prompt.ts';

/** Answers a prompt by keys, each group a moment after the other, and returns the answer and what was shown. */
async function typed(prompt: Prompt, ...keys: readonly string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 40 });
  let shown = '';
  output.on('data', (part) => {
    shown += part;
  });
  const answer = promptOn({ input, output }, prompt);
  // It may reject before it is awaited below.
  answer.catch(() => {});
  for (const group of keys) {
    await setTimeout(50);
    input.write(group);
  }
  return { answer: await answer, shown };
}

const path: Prompt = {
  text: 'Path',
  suggestion: '/welcome',
  check: (answer) => (answer.startsWith('/') ? undefined : 'Enter a path.'),
};
const trust: Prompt = {
  text: 'Trust',
  choices: [
    { value: 'certificate', meaning: 'a file' },
    { value: 'thumbprint', meaning: '' },
  ],
  check: () => undefined,
};

describe('a question on a terminal', () => {
  it('takes what is typed', async () => {
    expect((await typed(path, '/home\r')).answer).toBe('/home');
  });

  it('takes the suggestion for an empty line', async () => {
    expect((await typed(path, '\r')).answer).toBe('/welcome');
  });

  it('says at once why an answer is not taken, and asks on', async () => {
    const { answer, shown } = await typed(path, 'home\r', '\u0015/home\r');
    expect(answer).toBe('/home');
    expect(shown).toContain('Enter a path.');
  });

  it('lets choose with the arrow keys, and shows what each choice means', async () => {
    const { answer, shown } = await typed(trust, '\u001b[B', '\r');
    expect(answer).toBe('thumbprint');
    expect(shown).toContain('a file');
  });

  it('begins at the suggested choice', async () => {
    expect((await typed({ ...trust, suggestion: 'thumbprint' }, '\r')).answer).toBe('thumbprint');
  });

  it('ends at Ctrl-C without an answer', async () => {
    await expect(typed(path, '\u0003')).rejects.toMatchObject({ code: 'interrupted' });
  });
});
