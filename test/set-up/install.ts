import { provide } from './programs.ts';

/**
 * `node test/set-up/install.ts`: installs the programs of every kind of test, on Debian as root. The dev container is
 * built by it, so that its packages are those of the tests.
 */
const missing = ['browser', 'fuzz', 'interop'].flatMap((kind) => provide(kind));
if (missing.length > 0) {
  throw new Error(`Could not be installed: ${missing.map(({ name }) => name).join(', ')}`);
}
