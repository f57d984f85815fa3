import { published } from '../../workflows/catalogue.ts';
import { files } from './kept-files.ts';
import { makePathwayCommand } from './pathway-command.ts';

const { text, code } = makePathwayCommand({ published, files })(process.argv.slice(2));
process.stdout.write(text);
process.exitCode = code;
