import { writeFile } from 'node:fs/promises';
import { gallery } from '../../shared/apps/gallery.ts';
import { entraArticleDocument } from './article/article.ts';
import { costDocument } from './cost.ts';
import { policyDocument } from './policy.ts';
import { problemsDocument } from './problems.ts';

/** `npm run docs`: writes the documents that are made from the code. */
const documents: Record<string, () => string> = {
  'problems.md': problemsDocument,
  'policy.md': policyDocument,
  'cost.md': costDocument,
};
for (const app of Object.values(gallery)) documents[`entra/${app.id}.md`] = () => entraArticleDocument(app);

for (const [name, make] of Object.entries(documents)) {
  await writeFile(new URL(`../../docs/${name}`, import.meta.url), make());
}
