import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { referral } from '../support/disk/referral.ts';
import { mustServe, serve, type Served } from '../support/disk/served.ts';
import { mountSmallDisk } from '../support/disk/small-disk.ts';
import { problemIn } from '../support/session.ts';

const disk = mountSmallDisk(24);

// Only root may mount one: everybody else has the disk that is full for SQLite, in full.test.ts.
(disk ? describe : describe.skip)('a real disk that is full', () => {
  const { folder: home, fill, free, remove } = disk ?? { folder: '', fill: () => {}, free: () => {}, remove: () => {} };
  const data = join(home, 'data');
  let served: Served;
  let acknowledged = 0;
  beforeEach(async () => {
    served = await mustServe(data);
  });
  afterEach(async () => {
    free();
    await served.kill();
  });
  afterAll(remove);

  const refer = async (): Promise<number> => {
    const { status } = await (await served.as('referrer@est')).post('/v1/referrals', referral());
    if (status === 202) acknowledged += 1;
    return status;
  };

  const expectAllThere = async (): Promise<void> => {
    const answer = await (await served.as('coordinator@est')).get('/v1/cases?limit=100');
    expect(answer.status).toBe(200);
    expect((answer.body as { items: unknown[] }).items).toHaveLength(acknowledged);
  };

  test('refuses a start in one line, and has lost nothing when there is room again', async () => {
    expect(await refer()).toBe(202);
    expect(await served.stop()).toBe(0);
    fill();
    expect(await serve(data)).toEqual({
      code: 1,
      refused: expect.stringMatching(/est plein : .* is full: free some space and start again$/) as unknown,
    });
    free();
    served = await mustServe(data);
    await expectAllThere();
  });

  test('lets people sign in and read, refuses what they write, and takes it again without a restart', async () => {
    expect(await refer()).toBe(202);
    fill();
    // What the log has room for is still taken.
    while ((await refer()) === 202);
    const referrer = await served.as('referrer@est');
    expect(problemIn(await referrer.post('/v1/referrals', referral()))).toMatchObject({ status: 503 });
    const signIn = await fetch(`${served.apiUrl}/_local/token`, { method: 'POST', body: '{"user":"caseworker@est"}' });
    expect(signIn.status).toBe(200);
    await expectAllThere();
    expect(served.said()).toEqual([expect.stringMatching(/est plein .* is full/)]);
    free();
    await served.says(/l’écriture a repris .* recording has resumed/);
    expect(await refer()).toBe(202);
    await served.kill();
    served = await mustServe(data);
    await expectAllThere();
  });

  test('has no room for a backup: said, nothing of it is left, and what comes is still recorded', async () => {
    for (let n = 0; n < 30; n += 1) expect(await refer()).toBe(202);
    // Or the log would give room back later on.
    await served.inflict('checkpoint');
    fill(statSync(join(data, 'parcours.sqlite')).size / 3);
    const backUp = () => fetch(`${served.apiUrl}/_local/backup`, { method: 'POST' });
    const refused = await backUp();
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringMatching(/n’est pas faite.* is not made: the disk that holds/),
    ]);
    expect(readdirSync(join(data, 'backups'))).toEqual([]);
    expect(await refer()).toBe(202);
    expect(served.said()).toEqual([]);
    free();
    const { folder } = (await (await backUp()).json()) as { folder: string };
    expect(existsSync(join(folder, 'keys.json'))).toBe(true);
  });
});
