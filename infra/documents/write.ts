import { writeFile } from 'node:fs/promises';
import { policyDocument } from './policy.ts';
import { problemsDocument } from './problems.ts';

/** `npm run docs`: writes the documents that are made from the code. */
const documents = { 'problems.md': problemsDocument, 'policy.md': policyDocument };

for (const [name, make] of Object.entries(documents)) {
  await writeFile(new URL(`../../docs/${name}`, import.meta.url), make());
}
