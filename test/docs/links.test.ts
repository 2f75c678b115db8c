import { existsSync, globSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentAt } from './document.ts';
import { anchorsIn, linksIn } from './markdown.ts';

const root = new URL('../../', import.meta.url);
const documents = globSync(['*.md', 'docs/**/*.md', '.github/**/*.md'], { cwd: fileURLToPath(root) }).sort();

it('finds the documents', () => {
  expect(documents).toEqual(
    expect.arrayContaining(['README.md', 'docs/architecture.md', 'docs/entra/trakstar.md']),
  );
});

it.each(documents)('every link of %s inside the project leads to a file and a heading', (path) => {
  const links = linksIn(documentAt(path));

  const broken = links.filter((link) => {
    const target = link.path === '' ? new URL(path, root) : new URL(link.path, new URL(path, root));
    if (!existsSync(target)) return true;
    if (link.anchor === '' || statSync(target).isDirectory()) return link.anchor !== '';
    return !anchorsIn(documentAt(target.pathname.slice(root.pathname.length))).has(link.anchor);
  });
  expect(broken).toEqual([]);
});

/** What a reader of docs/your-application.md makes. */
const madeByReaders: readonly string[] = ['infra/apps/contoso-time.json', 'docs/entra/contoso-time.md'];

it.each(documents)('every file and folder that %s names exists', (path) => {
  const named = [...documentAt(path).matchAll(/`((?:infra|functions|shared|test|docs)\/[\w./-]+)`/g)];

  const missing = named
    .map(([, name = '']) => name)
    .filter((name) => !existsSync(new URL(name, root)) && !madeByReaders.includes(name));
  expect(missing).toEqual([]);
});

describe('a document about the code', () => {
  // A record of a decision may name what has gone since.
  const aboutCode = documents.filter((path) =>
    /^(CONTRIBUTING|SECURITY|docs\/(architecture|verification|reference\/.*))\.md$/.test(path),
  );
  const cwd = fileURLToPath(root);
  let words: ReadonlySet<string>;
  beforeAll(() => {
    const files = globSync(
      ['{functions,infra,shared,test}/**/*.ts', '*.{json,ts}', '.dependency-cruiser.mjs'],
      { cwd },
    );
    words = new Set(files.flatMap((file) => documentAt(file).match(/[A-Za-z_$][\w$]*/g) ?? []));
  });

  it.each(aboutCode)('%s names only what is in the code', (path) => {
    const named = [...documentAt(path).matchAll(/`([A-Za-z]+[a-z][A-Z]\w*)(?:\([^`]*\))?`/g)];
    expect(named.map(([, name = '']) => name).filter((name) => !words.has(name))).toEqual([]);
  });
});
