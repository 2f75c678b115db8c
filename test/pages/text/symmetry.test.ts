import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { languages } from '../../../shared/http/language.ts';

const folderOf = (language: string) =>
  fileURLToPath(new URL(`../../../shared/pages/text/${language}/`, import.meta.url));

/** The files of a language with the constants that each exports. */
function textFilesOf(language: string): Readonly<Record<string, readonly string[]>> {
  const folder = folderOf(language);
  const files = globSync('**/*.ts', { cwd: folder }).sort();
  return Object.fromEntries(
    files.map((file) => {
      const exported = readFileSync(`${folder}${file}`, 'utf8').matchAll(/^export const (\w+)/gm);
      return [file, [...exported].map(([, name = '']) => name).sort()];
    }),
  );
}

it.each(languages)('the texts in %s have the files and names of those in English', (language) => {
  expect(textFilesOf(language)).toEqual(textFilesOf('en'));
});
