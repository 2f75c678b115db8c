import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { generatedDocuments, writtenDocuments } from '../../infra/documents/documents.ts';
import { documentAt } from './document.ts';

const documents = [...writtenDocuments(), ...Object.keys(generatedDocuments)];

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

/** The anchors of a document's headings, as GitHub makes them. */
function anchorsOf(path: string): readonly string[] {
  return [...documentAt(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

it.each(documents)('every section that a link of %s leads to is there', (path) => {
  for (const [, target = '', anchor = ''] of documentAt(path).matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)) {
    const other = target === '' ? path : posix.join(posix.dirname(path), target);
    expect(anchorsOf(other), `${other}#${anchor}`).toContain(anchor);
  }
});
