import { files } from './kept-files.ts';
import { resourceTypesCommand } from './resource-types-command.ts';

const { text, code } = resourceTypesCommand(files, process.argv.slice(2));
process.stdout.write(text);
process.exitCode = code;
