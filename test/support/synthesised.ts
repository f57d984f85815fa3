import { testNow } from './test-now.ts';
import { synthesise } from '../../infra/build/synthesise.ts';

/** Before any test: the run has an instant to start at, the functions are built and the template is synthesised, once for the whole run. */
const prepare = async (): Promise<void> => {
  testNow();
  await synthesise();
};

// Jest finds a global setup by its default export only.
export default prepare;
