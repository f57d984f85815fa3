import { runSystem } from './system/run-system.ts';
import { admitMembers } from './system/members.ts';
import { serveOptions, usage } from './system/serve-options.ts';
import { installedWelcome } from './system/welcome.ts';

// The cases of an organisation: people of its own, real time, nothing invented.
await runSystem({
  usage,
  read: serveOptions,
  context: ({ issuer }) => issuer,
  runtime: ({ host, port, address, awsPort, data }) => ({
    mode: 'installed',
    data,
    address,
    host,
    apiPort: port,
    awsPort,
  }),
  admit: ({ members }, { settings }, place) => admitMembers(members, settings, place),
  welcome: ({ data, issuer, awsPort }, { apiUrl, awsUrl }) =>
    installedWelcome({ apiUrl, issuer: issuer.issuer, data, awsUrl: awsPort === 'off' ? undefined : awsUrl }),
});
