import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonIn } from './not-json.ts';

/** A document as it was read, and its file. */
export interface AppDocumentFile {
  readonly file: string;
  readonly content: unknown;
}

/**
 * The app documents in this folder, in the order of their names. In the published package the bundler puts their
 * content in place of this module.
 */
export const shippedDocuments: readonly AppDocumentFile[] = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
  .sort()
  .map((name) => ({
    file: `infra/apps/${name}`,
    content: jsonIn(readFileSync(join(import.meta.dirname, name), 'utf8')),
  }));
