import { fileURLToPath } from 'node:url';
import { writtenSbom } from './sbom.ts';

// `npm run sbom`
process.stdout.write(writtenSbom(fileURLToPath(new URL('../..', import.meta.url))));
