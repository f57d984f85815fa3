import { makeClient } from './load.ts';
import { serveOn } from './served.ts';

/** How long a case takes, in seconds, that nobody looks at for three years, on a clock that is moved. */
export const threeYearsIdle = async (folder: string): Promise<number> => {
  const served = await serveOn(folder);
  const client = await makeClient(served.apiUrl, 1);
  await client.open();
  client.close();
  const begin = performance.now();
  const answer = await fetch(`${served.apiUrl}/_local/clock`, {
    method: 'POST',
    body: JSON.stringify({ advance: 'P1096D' }),
  });
  if (answer.status !== 200) throw new Error(`the clock was not moved: ${answer.status}`);
  const seconds = (performance.now() - begin) / 1000;
  await served.stop();
  return Number(seconds.toFixed(1));
};
