import { holds } from './run.ts';
import { published } from './sections/published.ts';

holds(published);
