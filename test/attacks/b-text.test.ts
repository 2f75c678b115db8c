import { holds } from './run.ts';
import { text } from './sections/b-text.ts';

holds(text);
