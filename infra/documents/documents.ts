import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { appProfiles } from '../apps/app-profiles.ts';
import { appDocumentJsonSchema } from '../apps/json-schema.ts';
import { entraArticleDocument } from './article/article.ts';
import { awsDocument } from './changes/changes-text.ts';
import { commandOutputDocument } from './command-output.ts';
import { costDocument } from './cost.ts';
import { policyDocument } from './policy.ts';
import { problemsDocument } from './problems.ts';
import { speedDocument } from './speed.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Documents that are made from the code as a whole, by their path from the root of the project. */
export const generatedDocuments: Readonly<Record<string, () => string>> = {
  'docs/problems.md': problemsDocument,
  'docs/policy.md': policyDocument,
  'docs/cost.md': costDocument,
  'docs/speed.md': speedDocument,
  'docs/reference/aws.md': awsDocument,
  'docs/reference/command-output.md': commandOutputDocument,
  'infra/apps/app-profile.schema.json': appDocumentJsonSchema,
  ...Object.fromEntries(
    appProfiles().map((app) => [`docs/entra/${app.id}.md`, () => entraArticleDocument(app)]),
  ),
};

/** Returns the paths of the documents that people write, in which {@link fillIn} keeps numbers and tables up to date. */
export function writtenDocuments(): readonly string[] {
  return globSync(['*.md', 'docs/**/*.md'], { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !Object.hasOwn(generatedDocuments, path))
    .sort();
}
