import { demoPeople } from '../../demo/people.ts';

/** Where a demonstration runs. */
type Place = { readonly apiUrl: string; readonly awsUrl: string; readonly data: string };

/** Three people to be, and one thing to try as each. */
const tries = [
  [
    'caseworker@est',
    'une personne de la page : Joint, Essayé ou Aide urgente',
    'one person of the page: reached, tried or urgent help',
  ],
  ['coordinator@est', 'qui, de toute l’équipe, a besoin de quelqu’un', 'who of the whole team needs somebody'],
  ['supervisor@est', 'les mêmes personnes, sans jamais être en retard', 'the same people, and never late'],
] as const;

const nameOf = (user: string): string => demoPeople.find((one) => one.user === user)?.membership.name ?? user;

/** What `npm start` says when all is ready. The first line is that nothing here is about anybody. */
export const welcome = ({ apiUrl, awsUrl, data }: Place): string =>
  [
    'Parcours, en démonstration : toutes les personnes sont inventées. / A demonstration: all people are invented.',
    '',
    `  ${apiUrl}/`,
    '',
    '  Ouvrez une session comme… / Sign in as…',
    ...tries.flatMap(([user, fr, en]) => [`    ${nameOf(user).padEnd(20)} ${fr}`, `    ${''.padEnd(20)} ${en}`]),
    '',
    `  Protocole d’AWS / AWS protocol: ${awsUrl}`,
    `  Données / data: ${data === ':memory:' ? 'en mémoire / in memory' : data}    Arrêt / stop: Ctrl+C    npm start -- --help`,
    '',
  ].join('\n');

/** Where an organisation's system runs. */
type Installation = {
  readonly apiUrl: string;
  readonly issuer: string;
  readonly data: string;
  /** Undefined where that port is off. */
  readonly awsUrl: string | undefined;
};

const awsPort = ({ awsUrl, data }: Installation): string =>
  awsUrl === undefined ? 'fermé / off (--aws-port N)' : `${awsUrl} (npm run -s aws-key -- --data ${data})`;

/** What `npm run serve` says when all is ready; what is not there yet is said too. */
export const installedWelcome = (installation: Installation): string => {
  const { apiUrl, issuer, data } = installation;
  return [
    'Parcours, installé : les dossiers d’un organisme. / Installed: the cases of an organisation.',
    '',
    `  ${apiUrl}/`,
    '',
    `  Sessions / sign-in: ${issuer}, retour à / back to ${apiUrl}/callback`,
    '    On n’invite pas encore de personnes ici : les premières viennent de --members.',
    '    Nobody can be invited here yet: the first people come from --members.',
    '  Courriels : gardés avec les données, et pas encore envoyés; chacun trouve ses rappels sur sa page.',
    '  Mail: kept with the data, and not sent yet; everybody finds their reminders on their page.',
    `  Protocole d’AWS / AWS protocol: ${awsPort(installation)}`,
    `  Données / data: ${data}    Arrêt / stop: Ctrl+C    npm run serve -- --help`,
    '',
  ].join('\n');
};
