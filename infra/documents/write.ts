import { readFile, writeFile } from 'node:fs/promises';
import { generatedDocuments, writtenDocuments } from './documents.ts';
import { fillIn } from './numbers/fill-in.ts';

// `npm run docs`: writes the documents that are made from the code, and the numbers and tables inside the others.
const urlOf = (path: string) => new URL(`../../${path}`, import.meta.url);

for (const [path, make] of Object.entries(generatedDocuments)) await writeFile(urlOf(path), make());
for (const path of writtenDocuments()) {
  const before = await readFile(urlOf(path), 'utf8');
  const after = fillIn(before);
  if (after !== before) await writeFile(urlOf(path), after);
}
