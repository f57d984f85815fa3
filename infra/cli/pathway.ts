import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { published } from '../../workflows/catalogue.ts';
import { makePathwayCommand, type Files } from './pathway-command.ts';

const root = join(import.meta.dirname, '../..');

const files: Files = {
  read: (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined),
  write: (path, content) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  },
};

const { text, code } = makePathwayCommand({ published, files })(process.argv.slice(2));
process.stdout.write(text);
process.exitCode = code;
