import { buildFunctions } from '../build/build.ts';

await buildFunctions();
