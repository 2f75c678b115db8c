import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allowedWords } from './allowed-words.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Words that hide who does what: say who does it, and when. */
const hiding = /\b(?:whoever|nobody|anew|of ours|all the same)\b/gi;

const filesOf = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: ['**/node_modules/**', 'dist/**', 'cdk.out/**'] })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();

const textOf = (path: string) => readFileSync(`${root}${path}`, 'utf8');

/** Comments alone, each line without its asterisk, so that a phrase is found across lines. */
function commentsOf(path: string): string {
  const comments = textOf(path).match(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/[^\n]*/g) ?? [];
  return comments.join('\n').replaceAll(/\n\s*(?:\*|\/\/)? ?/g, ' ');
}

const wordsIn = (text: string): readonly string[] => text.replaceAll(/\s+/g, ' ').match(hiding) ?? [];

describe('documents', () => {
  it.each(filesOf('{*.md,docs/**/*.md}'))('%s says who does what', (path) => {
    const found = wordsIn(textOf(path));
    expect(found.length, found.join(', ')).toBeLessThanOrEqual(allowedWords.documents[path] ?? 0);
  });
});

/** `shared/http/body.ts` → `shared/http`; a file at the top of `functions` or `infra` belongs to it. */
const folderOf = (path: string) => path.split('/').slice(0, -1).slice(0, 2).join('/');

const byFolder = Map.groupBy(filesOf('{functions,infra,shared,test}/**/*.ts'), folderOf);

describe('comments', () => {
  it.each([...byFolder.keys()])('of %s say who does what', (folder) => {
    const found = (byFolder.get(folder) ?? []).flatMap((path) =>
      wordsIn(commentsOf(path)).map((word) => `${path}: ${word}`),
    );
    expect(found.length, found.join('\n')).toBeLessThanOrEqual(allowedWords.comments[folder] ?? 0);
  });
});
