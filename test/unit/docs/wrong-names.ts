import { dirname, join } from 'node:path';
import { code, exists, paths, programOf, read, scripts } from './repository.ts';

const allOf = (pattern: RegExp, text: string): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

const hasWord = (text: string, word: string): boolean => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text);

/** What a document shows as code: spans between backticks, and the lines of blocks without their comments. */
const codeSpans = (text: string): readonly string[] => {
  const blocks = allOf(/```\w*\n([\s\S]*?)```/g, text);
  const lines = blocks.flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'));
  const spans = allOf(/`([^`\n]+)`/g, text.replaceAll(/```[\s\S]*?```/g, ''));
  return [...lines.map((line) => line.replace(/(^|\s)#.*/, '')), ...spans];
};

const ignored = read('.gitignore').split('\n');

/** A path as documents shorten it: without its extension, or from a folder that the same line names. */
const pathExists = (path: string, line: string): boolean =>
  ['', ...allOf(/`([\w./-]+\/)`/g, line)].some((from) =>
    ['', '.ts', '.test.ts'].some((end) => exists(join(from, `${path}${end}`))),
  ) || ignored.some((name) => name.replaceAll('/', '') === path.replaceAll('/', ''));

const isPath = (span: string): boolean =>
  /^\.?\w[\w-]*(?:\/[\w.-]+)*\/?$/.test(span) &&
  span.includes('/') &&
  (span.endsWith('/') || /\.\w+$/.test(span) || exists(span.split('/')[0] ?? ''));

const wrongPaths = (text: string): readonly string[] =>
  text
    .replaceAll(/```[\s\S]*?```/g, '')
    .split('\n')
    .flatMap((line) => allOf(/`([^`]+)`/g, line).filter((span) => isPath(span) && !pathExists(span, line)));

const wrongLinks = (document: string, text: string): readonly string[] =>
  allOf(/\]\(([^)#\s]+)[^)]*\)/g, text).filter(
    (target) => !/^\w+:/.test(target) && !exists(join(dirname(document), target)),
  );

/** Arguments that the usage of a program does not know; capitals stand for what the reader chooses. */
const wrongArguments = (script: string, args: readonly string[]): readonly string[] => {
  if (script === 'test') return args.filter((arg) => arg.includes('/') && !paths.some((path) => path.includes(arg)));
  // What somebody else's program takes, that program says.
  if (scripts[script]?.startsWith('npx ')) return [];
  const program = programOf(script);
  const named = args.map((arg) => arg.replace(/=.*/, '')).filter((arg) => /^(?:--)?[a-z][a-z-]*$/.test(arg));
  return program === undefined ? named : named.filter((arg) => !hasWord(program, arg));
};

const wrongCommands = (span: string): readonly string[] =>
  [...span.matchAll(/npm (?:run(?: -s)? )?([a-z][\w:-]*)(?: -- ([^&|;]*))?/g)].flatMap(
    ([command, script = '', rest = '']) => {
      const isRun = command.startsWith('npm run');
      if (script === 'run' || (!isRun && !['start', 'test'].includes(script))) return [];
      if (!Object.hasOwn(scripts, script)) return [command];
      return wrongArguments(script, rest.split(/\s+/).filter(Boolean)).map((arg) => `npm … ${script} -- ${arg}`);
    },
  );

/** Variables, options of the deployment and addresses of the demonstration that no code reads. */
const wrongWords = (span: string): readonly string[] => {
  const variables = [...allOf(/(?:^|\s)([A-Z][A-Z0-9_]*)=/g, span), ...allOf(/^([A-Z][A-Z0-9]*_[A-Z0-9_]+)$/g, span)];
  const options = allOf(/-c (\w+)=/g, span);
  const addresses = allOf(/(\/_local\/[\w-]+)/g, span);
  return [...variables, ...options, ...addresses].filter((word) => !hasWord(code, word));
};

/** What a document names and the repository does not have: paths, links, commands, their arguments, variables. */
export const wrongNames = (document: string, text: string): readonly string[] => [
  ...wrongPaths(text),
  ...wrongLinks(document, text),
  ...codeSpans(text).flatMap((span) => [...wrongCommands(span), ...wrongWords(span)]),
];
