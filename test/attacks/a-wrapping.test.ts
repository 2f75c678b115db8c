import { holds } from './run.ts';
import { wrapping } from './sections/a-wrapping.ts';

holds(wrapping);
