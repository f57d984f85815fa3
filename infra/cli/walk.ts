import { parseArgs } from 'node:util';
import { ways, type Way } from './walk-choice.ts';
import { NoSystemError, walkCase } from './walk-command.ts';

const usage = `npm run walk -- [first|last|random] [--api URL]

  Réfère une personne inventée, puis suit les liens de l’API jusqu’à la fermeture de son dossier.
  Refers an invented person, then follows the links of the API until their case is closed.

  first|last|random  laquelle des suites possibles est prise / which of the possible actions is taken (first)
  --api URL          un système de démonstration qui tourne / a demonstration system that runs (http://127.0.0.1:4000)`;

class UsageError extends Error {}

const isWay = (name: string): name is Way => (ways as readonly string[]).includes(name);

const read = () => {
  const { values, positionals } = parseArgs({
    options: { api: { type: 'string', default: 'http://127.0.0.1:4000' } },
    allowPositionals: true,
  });
  const [way = 'first', ...others] = positionals;
  if (!isWay(way) || others.length > 0) throw new UsageError(positionals.join(' '));
  return { way, api: values.api.replace(/\/$/, '') };
};

const optionsOrUsage = () => {
  try {
    return read();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
    return undefined;
  }
};

const complaint = (error: unknown, api: string): string => {
  if (!(error instanceof NoSystemError)) return error instanceof Error ? error.message : String(error);
  const fr = `Aucun système de démonstration ne répond à ${api} : lancez \`npm start\`, puis recommencez.`;
  const en = `No demonstration system answers at ${api}: run \`npm start\`, then try again.`;
  return `${fr} / ${en}`;
};

const options = optionsOrUsage();
if (options === undefined) {
  process.exitCode = 2;
} else {
  try {
    const say = ({ fr, en }: { readonly fr: string; readonly en: string }) => process.stdout.write(`${fr} / ${en}\n`);
    await walkCase({ ...options, say, random: Math.random });
  } catch (error) {
    process.stderr.write(`${complaint(error, options.api)}\n`);
    process.exitCode = 1;
  }
}
