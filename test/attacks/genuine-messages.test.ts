import { ofEntra, ofOtherProviders } from './genuine-messages.ts';
import { ofManyGroups, ofPeople, ofProviders } from './genuine-providers.ts';
import { accepts } from './run.ts';

accepts("Entra's messages", ofEntra);
accepts("other providers' messages", ofOtherProviders);
accepts('thirteen providers', ofProviders);
accepts('names', ofPeople);
accepts('groups', ofManyGroups);
