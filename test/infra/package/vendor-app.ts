import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writePackage } from '../../../infra/package/write-package.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A template as CloudFormation takes it. */
export interface WrittenTemplate {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;
  readonly Outputs?: Readonly<Record<string, object>>;
}

/** An empty folder of a vendor, into which the package was installed as npm does it. */
export class VendorApp {
  readonly folder = mkdtempSync(join(tmpdir(), 'latchkey-vendor-'));
  /** Where the package was installed. */
  readonly installed = join(this.folder, 'node_modules', 'latchkey');

  /**
   * Builds and packs Latchkey, and installs the file beside CDK, without a registry: CDK comes from here, by links.
   */
  async install(): Promise<void> {
    const made = join(this.folder, 'made');
    await writePackage({ folder: join(made, 'package'), bundles: join(made, 'bundles') });
    npm(['pack', join(made, 'package'), '--pack-destination', made], this.folder);
    const file = readdirSync(made).find((name) => name.endsWith('.tgz')) ?? '';
    this.write('package.json', '{ "name": "vendor", "private": true, "type": "module" }');
    const brought = ['aws-cdk-lib', 'constructs', '@types/node'].map((name) =>
      join(root, 'node_modules', name),
    );
    npm(['install', '--offline', '--no-audit', '--no-fund', join(made, file), ...brought], this.folder);
  }

  /** Writes a file of the vendor's. */
  write(name: string, text: string): void {
    const place = join(this.folder, name);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, text);
  }

  /** Runs a program of the vendor's as `cdk synth` does. `output`: what it wrote, with the templates by stack. */
  synthesize(program: string): {
    readonly status: number | null;
    readonly stderr: string;
    readonly templates: ReadonlyMap<string, WrittenTemplate>;
  } {
    const outdir = join(this.folder, 'cdk.out', program);
    const { status, stderr } = spawnSync(process.execPath, [program], {
      cwd: this.folder,
      env: { ...process.env, CDK_OUTDIR: outdir },
      encoding: 'utf8',
    });
    return { status, stderr, templates: status === 0 ? templatesIn(outdir) : new Map() };
  }

  /** Runs TypeScript's compiler over files as `cdk init` sets it up; returns what it complains about. */
  compile(files: readonly string[]): string {
    const { stdout } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/typescript/bin/tsc'),
        '--noEmit',
        '--strict',
        '--target',
        'es2024',
        '--types',
        'node',
      ].concat(['--module', 'nodenext', ...files]),
      { cwd: this.folder, encoding: 'utf8' },
    );
    return stdout;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function npm(args: readonly string[], cwd: string): void {
  execFileSync('npm', [...args], { cwd, stdio: 'pipe', shell: process.platform === 'win32' });
}

/** The templates of an assembly and of those nested in it, by where the stack stands in the app and its name. */
function templatesIn(folder: string): ReadonlyMap<string, WrittenTemplate> {
  const { artifacts } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    artifacts: Readonly<Record<string, Artifact>>;
  };
  const found = new Map<string, WrittenTemplate>();
  for (const [id, { type, displayName, properties = {} }] of Object.entries(artifacts)) {
    if (type === 'cdk:cloud-assembly') {
      for (const [name, template] of templatesIn(join(folder, properties.directoryName ?? ''))) {
        found.set(name, template);
      }
    } else if (type === 'aws:cloudformation:stack') {
      const text = readFileSync(join(folder, properties.templateFile ?? ''), 'utf8');
      const name = `${(displayName ?? id).split('/')[0]}: ${properties.stackName ?? id}`;
      found.set(name, JSON.parse(text) as WrittenTemplate);
    }
  }
  return found;
}

interface Artifact {
  readonly type: string;
  readonly displayName?: string;
  readonly properties?: {
    readonly directoryName?: string;
    readonly templateFile?: string;
    readonly stackName?: string;
  };
}
