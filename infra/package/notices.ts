import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionName } from '../../functions/routes.ts';

/** Returns the files that the bundle of a function is made of, as `bundleFunctions(folder)` left them. */
export function inputsOfBundle(folder: string, name: FunctionName): readonly string[] {
  return JSON.parse(readFileSync(join(folder, 'source-maps', `${name}.inputs.json`), 'utf8')) as string[];
}

/** The folder of the package that a file belongs to, innermost first; undefined for the project's own files. */
function packageFolderOf(file: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
}

/**
 * Returns the licences of everything that is inside the package, as their authors ask: one section a package, with its
 * version and the text of its licence.
 * @throws Error where a package has no licence
 */
export function licenceNotices(root: string, files: readonly string[]): string {
  const folders = new Set(files.flatMap((file) => packageFolderOf(file) ?? []));
  const sections = [...folders].map((folder) => sectionOf(join(root, folder)));
  return `${[...new Set(sections)].sort().join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function sectionOf(folder: string): string {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as {
    name: string;
    version: string;
    license?: string;
    author?: string | { name: string };
  };
  if (license === undefined) throw new Error(`${name} ${version} names no licence`);
  const file = readdirSync(folder).find((each) => /^licen[cs]e(\.|$)/i.test(each));
  const by = typeof author === 'string' ? author : author?.name;
  const text = file === undefined ? `Copyright ${by ?? name}` : readFileSync(join(folder, file), 'utf8');
  return `${name} ${version} (${chosenLicence(license)})\n\n${text.trim()}\n`;
}

/**
 * Returns the licence that applies, in SPDX: of a choice the first that asks for no source code of what it is part of.
 * @see https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/
 */
function chosenLicence(expression: string): string {
  const offered = expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return offered.find((each) => !/^[AL]?GPL/.test(each)) ?? expression;
}
