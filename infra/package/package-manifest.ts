import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What the app around it brings: two copies of CDK in one app do not know each other's constructs. */
export const peers = ['aws-cdk-lib', 'constructs'] as const;

interface RootManifest {
  readonly name: string;
  readonly version: string;
  readonly private: boolean;
  readonly description: string;
  readonly license: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/**
 * Returns the package.json of the published package. It depends on nothing but its peers: whatever else it uses is
 * inside. It stays `private` as long as Latchkey itself is: `npm pack` and a registry of your own take it, and
 * `npm publish` refuses it.
 */
export function packageManifest(root: string): Readonly<Record<string, unknown>> {
  const { name, version, description, license, devDependencies, ...manifest } = read<RootManifest>(
    join(root, 'package.json'),
  );
  return {
    name,
    version,
    ...(manifest.private ? { private: true } : {}),
    description,
    license,
    keywords: ['aws-cdk', 'saml', 'single-sign-on', 'microsoft-entra'],
    exports: {
      '.': { types: './index.d.ts', default: './index.js' },
      // Types alone: an application asks over HTTP and needs no code of this package.
      './session': { types: './session.d.ts' },
      './session.schema.json': './docs/reference/session.schema.json',
      './package.json': './package.json',
    },
    main: './index.js',
    types: './index.d.ts',
    bin: { latchkey: 'command/latchkey.mjs' },
    engines: { node: '>=22.12' },
    peerDependencies: {
      // The version that the templates are tested with, which is the oldest that has all that they use.
      'aws-cdk-lib': `^${devDependencies['aws-cdk-lib']}`,
      constructs: constructsRange(root),
    },
  };
}

/** What CDK itself asks for. */
function constructsRange(root: string): string {
  const manifest = createRequire(join(root, 'package.json')).resolve('aws-cdk-lib/package.json');
  const { peerDependencies } = read<{ peerDependencies: Record<string, string> }>(manifest);
  const range = peerDependencies['constructs'];
  if (range === undefined) throw new Error('aws-cdk-lib names no range of constructs');
  return range;
}

function read<Content>(path: string): Content {
  return JSON.parse(readFileSync(path, 'utf8')) as Content;
}
