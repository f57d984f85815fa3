import { roleTitles } from '../../shared/domain/vocabulary.ts';
import { demoPeople } from '../demo/people.ts';
import { planCases, seedAccounts, seedCases } from '../demo/seed.ts';
import { eraseData } from '../local/sqlite/erase-data.ts';
import { complain, runSystem } from './system/run-system.ts';
import { startOptions, usage } from './system/start-options.ts';
import { welcome } from './system/welcome.ts';

const users = demoPeople.map(({ user, membership: { sub, name, role, organisation, channel } }) => ({
  user,
  sub,
  name,
  role,
  title: roleTitles[role],
  organisation,
  ...(channel && { channel }),
}));

// A demonstration: invented people, a clock that moves when it is told, mail that everybody may read.
await runSystem({
  usage,
  read: startOptions,
  context: () => ({}),
  beforehand: ({ reset, data }) => {
    if (reset && data !== ':memory:') eraseData(data);
  },
  runtime: ({ host, port, awsPort, data, beginAt }) => ({
    mode: 'demonstration',
    data,
    beginAt,
    host,
    apiPort: port,
    awsPort,
    users,
  }),
  admit: async ({ seed }, { settings }, place) => {
    await seedAccounts(place, () => planCases(settings, seed));
  },
  welcome: ({ data }, runtime) => welcome({ ...runtime, data }),
  afterwards: async ({ seed }, runtime) => {
    if (seed > 0) await seedCases({ ...runtime, log: complain });
  },
});
