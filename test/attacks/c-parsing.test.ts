import { holds } from './run.ts';
import { parsing } from './sections/c-parsing.ts';

holds(parsing);
