import { holds } from './run.ts';
import { parsing } from './sections/parsing.ts';

holds(parsing);
