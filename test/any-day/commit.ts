import { spawnSync } from 'node:child_process';
import { instantOf } from './instants.ts';

/** What the commit's instant is computed from where there is no commit, as in an archive of the sources. */
const withoutCommit = 'no commit';

/** The hash of the commit that is checked out; undefined outside a repository, or without git. */
export const commitHash = (folder: string): string | undefined => {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--verify', 'HEAD'], { cwd: folder, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

/** The instant of a commit, and why it is this one. */
export const instantOfCommit = (hash: string | undefined): { readonly name: string; readonly at: string } => ({
  name: hash === undefined ? 'fixed, because there is no commit to compute it from' : `of commit ${hash.slice(0, 12)}`,
  at: instantOf(hash ?? withoutCommit),
});
