import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { shippedDocuments } from '../apps/shipped-documents.ts';
import { bundleFunctions } from '../bundling/bundles.ts';
import { functionNames } from '../functions/function-records.ts';
import { writeDeclarations } from './declarations.ts';
import { inputsOfBundle, licenceNotices } from './notices.ts';
import { packageManifest, peers } from './package-manifest.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const entry = 'infra/embedding/index.ts';
const sessionTypes = 'shared/sign-in/session-answer.ts';

const readme = `# Latchkey

Serverless SAML sign-on as a CDK construct. [Use it in your own CDK app](docs/embedding.md), [operate
it](docs/operating.md), [ask who is signed in](docs/reference/session.md).
`;

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22',
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Where a package goes. */
export interface PackageFolders {
  /** What `npm pack` takes. Its content is replaced. */
  readonly folder: string;
  /** Where the functions are bundled, and where their source maps stay. */
  readonly bundles: string;
}

/**
 * Writes Latchkey as a package for other CDK apps: the construct in JavaScript with its types, the bundle of each
 * function, and the `latchkey` command. Nothing in it is TypeScript, which Node does not run below `node_modules`.
 * @throws Error where something does not compile
 */
export async function writePackage({ folder, bundles }: PackageFolders): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  bundleFunctions(bundles);
  cpSync(join(bundles, 'functions'), join(folder, 'functions'), { recursive: true });
  const files = [
    ...functionNames.flatMap((name) => inputsOfBundle(bundles, name)),
    ...(await bundleConstruct(folder)),
    ...(await bundleCommand(folder)),
  ];
  writeDeclarations(root, entry, folder, 'index');
  writeDeclarations(root, sessionTypes, folder, 'session');
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(packageManifest(root), null, 2)}\n`);
  writeFileSync(join(folder, 'NOTICES.txt'), licenceNotices(root, files));
  for (const file of ['LICENSE', 'CHANGELOG.md', 'docs']) {
    cpSync(join(root, file), join(folder, file), { recursive: true });
  }
  cpSync(join(root, 'infra/apps/app-profile.schema.json'), join(folder, 'app-profile.schema.json'));
  writeFileSync(join(folder, 'README.md'), readme);
}

/** The stages of `cdk.json` are deployments of the folder that it stands in: they do not go along. */
const flagsAlone: Plugin = {
  name: 'flags-alone',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]cdk\.json$/ }, ({ path }) => {
      const { context } = JSON.parse(readFileSync(path, 'utf8')) as { context: Record<string, unknown> };
      const { stages: _, ...flags } = context;
      return { contents: JSON.stringify({ context: flags }), loader: 'json' };
    });
  },
};

/** A package has the content of the app documents inside, not their files. */
const documentsInside: Plugin = {
  name: 'documents-inside',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]infra[\\/]apps[\\/]shipped-documents\.ts$/ }, () => ({
      contents: `export const shippedDocuments = ${JSON.stringify(shippedDocuments)};`,
      loader: 'js',
    }));
  },
};

/** CommonJS, as CDK itself: apps of either kind can load it. */
async function bundleConstruct(folder: string): Promise<readonly string[]> {
  const { metafile } = await build({
    ...shared,
    entryPoints: [join(root, entry)],
    outfile: join(folder, 'index.js'),
    format: 'cjs',
    external: peers.flatMap((name) => [name, `${name}/*`]),
    define: { 'import.meta.dirname': '__dirname' },
    plugins: [flagsAlone, documentsInside],
  });
  return Object.keys(metafile.inputs);
}

/** In pieces, so that a command loads what it needs. */
async function bundleCommand(folder: string): Promise<readonly string[]> {
  const { metafile } = await build({
    ...shared,
    entryPoints: { latchkey: join(root, 'infra/operator/latchkey.ts') },
    outdir: join(folder, 'command'),
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    splitting: true,
    plugins: [documentsInside],
    minify: true,
    // Packages in CommonJS ask for their modules when they run.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
  return Object.keys(metafile.inputs);
}
