import type { Membership } from '../../../shared/access/membership.ts';
import { authorityOf, isLoopback } from '../../local/http/authority.ts';
import { outsideIssuerSchema, type Issuer } from '../../outside-issuer.ts';
import { membersIn } from './members.ts';
import { highestPort, optionsIn, UsageError, wholeNumber } from '../usage.ts';

type ServeOptions = {
  /** The one address by which people come, without a slash at the end. */
  readonly address: string;
  /** Where on this machine's loopback the API listens. */
  readonly host: string;
  readonly port: number;
  readonly awsPort: number | 'off';
  /** Folder of the data. */
  readonly data: string;
  readonly issuer: Issuer;
  /** Who is given a membership, unless they had one. */
  readonly members: readonly Membership[];
};

export const usage = `npm run serve -- --data DIR --address URL --issuer URL --audience NOM [options]

  --data DIR         dossier des données, à sauvegarder / folder of the data, to be backed up
  --address URL      l’adresse par laquelle les gens viennent : https://parcours.example, ou http://localhost:PORT
                     the address by which people come
  --issuer URL       l’émetteur OIDC qui connaît ces gens, comme il s’écrit lui-même
                     the OIDC issuer that knows these people, as it writes itself
  --audience NOM     ce qu’il écrit dans les jetons destinés à l’API / what it writes into tokens meant for the API

  --client-id NOM    le nom des pages chez lui, si c’en est un autre / the pages’ name with it, if it is another
  --scope MOTS       ce que les pages lui demandent / what the pages ask it for (openid)
  --sign-in-url URL  là où il donne ses jetons, si c’est ailleurs / where it gives its tokens, if that is elsewhere
  --members FICHIER  premières personnes, en JSON : celles qui ont déjà un compte le gardent tel quel
                     first people, as JSON: who has an account already keeps it as it is
  --port N           port local, derrière un serveur mandataire avec TLS / local port, behind a proxy with TLS (4000)
  --aws-port N       ouvre le protocole d’AWS, pour la clé de npm run aws-key / opens the AWS protocol, for the key of
                     npm run aws-key (fermé / off)
  --help`;

const required = (name: string, value: string | undefined, example: string): string => {
  if (value !== undefined && value !== '') return value;
  throw new UsageError(`--${name} ${example} est nécessaire / is required`);
};

const usualPort = 4000;

const refuseAddress = (text: string): never => {
  throw new UsageError(
    `--address ${text} : https://nom, ou http://localhost:PORT sur cette machine, sans rien après / https://name, or http://localhost:PORT on this machine, with nothing after it`,
  );
};

/** An address as browsers write it, and where to listen for who comes by it. */
const addressIn = (text: string, port: string | undefined): Pick<ServeOptions, 'address' | 'host' | 'port'> => {
  const [, scheme, rest = ''] = /^(https?):\/\/([^/?#]+)\/?$/i.exec(text) ?? [];
  const authority = authorityOf(rest);
  if (!authority || !URL.canParse(text)) return refuseAddress(text);
  const address = new URL(text).origin;
  const local = port === undefined ? undefined : wholeNumber('port', port, highestPort);
  if (scheme?.toLowerCase() === 'https') return { address, host: '127.0.0.1', port: local ?? usualPort };
  const own = authority.port ?? 80;
  if (!isLoopback(authority.name) || own === 0) return refuseAddress(text);
  if (local !== undefined && local !== own) {
    throw new UsageError(`--port ${local} : l’adresse dit ${own} / the address says ${own}`);
  }
  return { address, host: authority.name === '[::1]' ? '::1' : '127.0.0.1', port: own };
};

const optionOf: Readonly<Record<string, string>> = { clientId: 'client-id', signInUrl: 'sign-in-url' };

const issuerIn = (said: Readonly<Record<string, string | undefined>>): Issuer => {
  const { success, data, error } = outsideIssuerSchema.safeParse(said);
  if (success) return data;
  const [issue] = error.issues;
  const name = String(issue?.path[0]);
  throw new UsageError(`--${optionOf[name] ?? name} ${said[name] ?? ''} : ${issue?.message ?? ''}`);
};

const folder = (data: string): string => {
  if (data !== ':memory:') return data;
  throw new UsageError('--data :memory: : les dossiers d’un organisme se gardent sur le disque / are kept on the disk');
};

/** @throws UsageError */
export const serveOptions = (args: readonly string[]): ServeOptions => {
  const said = optionsIn(args, {
    data: { type: 'string' },
    address: { type: 'string' },
    issuer: { type: 'string' },
    audience: { type: 'string' },
    'client-id': { type: 'string' },
    scope: { type: 'string' },
    'sign-in-url': { type: 'string' },
    members: { type: 'string' },
    port: { type: 'string' },
    'aws-port': { type: 'string' },
  });
  return {
    data: folder(required('data', said.data, 'DIR')),
    ...addressIn(required('address', said.address, 'https://parcours.example'), said.port),
    issuer: issuerIn({
      issuer: required('issuer', said.issuer, 'https://id.example'),
      audience: required('audience', said.audience, 'NOM'),
      clientId: said['client-id'],
      scope: said.scope,
      signInUrl: said['sign-in-url'],
    }),
    members: said.members === undefined ? [] : membersIn(said.members),
    awsPort: said['aws-port'] === undefined ? 'off' : wholeNumber('aws-port', said['aws-port'], highestPort),
  };
};
