import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files of packages that nothing here reads, a fifth of an installation: the headers that Node's C++ add-ons are compiled
 * with, what jsii translates to other languages, the AWS CLI for Lambda layers, and source maps.
 */
const unread = [
  'node-*/include',
  'aws-cdk-lib/.jsii*',
  '@aws-cdk/asset-awscli-v1/lib/*.zip',
  '{*,@*/*}/{dist,dist-*,lib,build,node_modules}/**/*.map',
];

const packages = join(import.meta.dirname, '../../node_modules');
for (const path of globSync(unread, { cwd: packages })) rmSync(join(packages, path), { recursive: true, force: true });
