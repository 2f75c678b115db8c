import { dirname, isAbsolute, join } from 'node:path';
import type { Site } from '../../../../shared/apps/site.ts';
import { fileUnreadable } from '../../file-error.ts';
import { OperatorError } from '../../operator-error.ts';
import type { Terminal } from '../../terminal.ts';
import type { Prepared } from './answers-document.ts';
import { readVendorFacts, type VendorFacts } from './vendor-facts.ts';

/**
 * Reads what the vendor has prepared: the file of facts, and the document and logos that it names, by paths beside it.
 * Without a document it takes the article that Latchkey writes for the app.
 * @param path Undefined: the vendor has prepared nothing yet.
 * @throws OperatorError `file-unreadable`, `settings`
 */
export async function readPrepared(
  terminal: Terminal,
  site: Site,
  path: string | undefined,
): Promise<Prepared> {
  const facts = path === undefined ? {} : await readFacts(terminal, path);
  const beside = (file: string) =>
    isAbsolute(file) || path === undefined ? file : join(dirname(path), file);
  const { logos } = facts;
  const read = async (file: string) => ({ file, bytes: await readBytes(terminal, beside(file)) });
  return {
    facts,
    document: await readDocument(terminal, site, facts.document, beside),
    ...(logos === undefined
      ? {}
      : { logos: { square: await read(logos.square), rectangle: await read(logos.rectangle) } }),
  };
}

async function readFacts(terminal: Terminal, path: string): Promise<VendorFacts> {
  const bytes = await readBytes(terminal, path);
  try {
    return readVendorFacts(Buffer.from(bytes).toString());
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new OperatorError('settings', `${path} is not a file of facts. ${why}`, [
      'To see every field: npx latchkey gallery answers <app> --template',
    ]);
  }
}

async function readBytes(terminal: Terminal, path: string): Promise<Uint8Array> {
  try {
    return await terminal.readFile(path);
  } catch (error) {
    throw fileUnreadable(path, error);
  }
}

async function readDocument(
  terminal: Terminal,
  site: Site,
  named: string | undefined,
  beside: (file: string) => string,
): Promise<Prepared['document']> {
  if (named === undefined) {
    const { entraArticle } = await import('../../../documents/article/article.ts');
    return { source: `the article of npx latchkey article ${site.app.id}`, text: entraArticle(site) };
  }
  if (!named.startsWith('https://')) {
    return { source: named, text: Buffer.from(await readBytes(terminal, beside(named))).toString() };
  }
  const { status, body } = await terminal.send({ method: 'GET', url: named, cookies: [], headers: {} });
  if (status === 200) return { source: named, text: body };
  throw new OperatorError('file-unreadable', `${named} answers with ${status}, not with a page.`, [
    'Customers must be able to read it without an account. Enter the address to which it leads.',
  ]);
}
