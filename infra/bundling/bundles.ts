import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { FunctionName } from '../../functions/routes.ts';
import { functionNames } from '../functions/function-records.ts';

/** The folder with the code of each function. */
export type CodeOf = (name: FunctionName) => string;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** samlify is CommonJS and asks for its modules when it runs. */
const requireForCommonJs =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** What of samlify's dependencies only reads messages, which Latchkey does by its own code. */
const samlReading = [
  '@authenio/xml-encryption',
  '@xmldom/xmldom',
  'node-rsa',
  'xml-crypto',
  'xpath',
] as const;

/**
 * Bundles every function in one go: ESM, minified, with the SDK inside, so that what was tested is what runs,
 * whatever the runtime brings. `folder` gets `functions/<name>/index.mjs`, which is deployed, and
 * `source-maps/<name>.mjs.map`, which stays where it was built and is never deployed. Beside it `<name>.inputs.json`
 * lists the files that the bundle is made of: a package's own source map may name its sources by other paths.
 */
export function bundleFunctions(folder: string): CodeOf {
  const { outputFiles, metafile } = buildSync({
    entryPoints: Object.fromEntries(
      functionNames.map((name) => [`${name}/index`, join(root, 'functions', name, 'handler.ts')]),
    ),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    alias: {
      ...Object.fromEntries(
        samlReading.map((name) => [name, join(import.meta.dirname, 'lambda-saml-reading.ts')]),
      ),
      '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'lambda-credentials.ts'),
      '@aws-sdk/endpoint-cache': join(import.meta.dirname, 'lambda-endpoint-cache.ts'),
      '@smithy/core/event-streams': join(import.meta.dirname, 'lambda-event-streams.ts'),
    },
    minify: true,
    legalComments: 'none',
    sourcemap: 'external',
    sourcesContent: false,
    banner: { js: requireForCommonJs },
    absWorkingDir: root,
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  for (const { path, contents } of outputFiles) {
    const name = basename(dirname(path));
    const place = path.endsWith('.map')
      ? join(folder, 'source-maps', `${name}.mjs.map`)
      : join(folder, 'functions', relative(folder, path));
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, contents);
  }
  for (const [path, { inputs }] of Object.entries(metafile.outputs)) {
    if (path.endsWith('.map')) continue;
    const used = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    const place = join(folder, 'source-maps', `${basename(dirname(path))}.inputs.json`);
    writeFileSync(place, JSON.stringify(used.map(([input]) => input)));
  }
  return (name) => join(folder, 'functions', name);
}

/** The sources themselves: templates that differ from the deployed ones by the names of assets alone. */
export const unbundled: CodeOf = (name) => join(root, 'functions', name);
