import { buildFunctions } from './build/build.ts';
import { makeApp } from './assembly.ts';

await buildFunctions();
makeApp({ outdir: process.env['CDK_OUTDIR'] ?? 'cdk.out' }).synth();
