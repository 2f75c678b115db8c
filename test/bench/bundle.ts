import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/** A bundle on disk. */
export interface Bundle {
  readonly path: string;
  readonly kb: number;
}

/** CommonJS dependencies of an ES module find Node's own modules by `require`. */
const requireForCommonJs =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** One verifier and its first verdict, bundled as Latchkey's functions are: minified ESM for Node 24. */
export async function bundleVerifier(name: string, folder: string): Promise<Bundle> {
  return bundle(
    join(folder, `${name}.mjs`),
    `import { prepare } from './verifiers/${name}.ts';
     import { reportFirstVerdict } from './first-verdict.ts';
     await reportFirstVerdict(prepare);`,
  );
}

/** A process that does nothing: what Node itself costs. */
export async function bundleNothing(folder: string): Promise<Bundle> {
  return bundle(join(folder, 'nothing.mjs'), 'process.exit();');
}

async function bundle(path: string, contents: string): Promise<Bundle> {
  await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    outfile: path,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    banner: { js: requireForCommonJs },
    logLevel: 'error',
  });
  return { path, kb: (await stat(path)).size / 1024 };
}
