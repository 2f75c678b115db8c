import { fileURLToPath } from 'node:url';
import { writePackage } from './write-package.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

// `npm run build`. `npm pack ./dist/package` makes the file that an app installs.
await writePackage({ folder: `${dist}/package`, bundles: dist });
