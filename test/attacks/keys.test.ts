import { holds } from './run.ts';
import { keys } from './sections/keys.ts';

holds(keys);
