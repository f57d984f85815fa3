import { synthesise } from '../../infra/build/synthesise.ts';

/** Before any test: the functions are built and the template is synthesised, once for the whole run. */
const prepare = async (): Promise<void> => {
  await synthesise();
};

// Jest finds a global setup by its default export only.
export default prepare;
