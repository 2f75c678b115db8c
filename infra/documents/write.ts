import { writeFile } from 'node:fs/promises';
import { problemsDocument } from './problems.ts';

/** `npm run docs`: writes the documents that are made from the code. */
await writeFile(new URL('../../docs/problems.md', import.meta.url), problemsDocument());
