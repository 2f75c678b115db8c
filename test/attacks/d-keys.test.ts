import { holds } from './run.ts';
import { keys } from './sections/d-keys.ts';

holds(keys);
