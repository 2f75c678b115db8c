import { ofEntra, ofOtherProviders } from './genuine-messages.ts';
import { accepts } from './run.ts';

accepts("Entra's messages", ofEntra);
accepts("other providers' messages", ofOtherProviders);
