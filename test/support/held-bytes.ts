import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of buffers that this process holds, and nothing that it has let go of. */
export const heldBytes = async (): Promise<number> => {
  collect();
  // What V8 found dead is given back a little later.
  await new Promise((resolve) => setTimeout(resolve, 50));
  collect();
  return process.memoryUsage().arrayBuffers;
};
