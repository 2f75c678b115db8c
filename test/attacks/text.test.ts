import { holds } from './run.ts';
import { text } from './sections/text.ts';

holds(text);
