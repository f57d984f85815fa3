import { environment } from '../../../shared/handler/environment.ts';
import { openPageFiles } from './page-files.ts';
import { makeServePage } from './serve-page.ts';

const issuer = environment('ISSUER');

export const handler = makeServePage({
  // As the build lays them out: `console/serve/handler.mjs` and `console/page/`.
  files: openPageFiles(new URL('../page/', import.meta.url)),
  signIn: { issuer, clientId: environment('CLIENT_ID'), scope: environment('SCOPE') },
  callable: [issuer, environment('SIGN_IN_URL')],
});
