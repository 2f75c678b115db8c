import { refuses } from './run.ts';
import { carriers } from './wrapping/carriers.ts';
import { identifiers } from './wrapping/identifiers.ts';
import { permutations } from './wrapping/permutations.ts';
import { references } from './wrapping/references.ts';
import { secondAssertions } from './wrapping/second-assertion.ts';
import { signatureCounts, signatureParts } from './wrapping/signature-count.ts';
import { transforms } from './wrapping/transforms.ts';

refuses('wrapping', permutations);
refuses('a second assertion', secondAssertions);
refuses('a signature over something else', carriers);
refuses('too many signatures', signatureCounts);
refuses('the parts of a signature', signatureParts);
refuses('references', references);
refuses('transforms', transforms);
refuses('names and identifiers', identifiers);
