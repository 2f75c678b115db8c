import { holds } from './run.ts';
import { wrapping } from './sections/wrapping.ts';

holds(wrapping);
