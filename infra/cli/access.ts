import { accessCommand } from './access-command.ts';
import { files } from './kept-files.ts';

const { text, code } = accessCommand(files, process.argv.slice(2));
process.stdout.write(text);
process.exitCode = code;
