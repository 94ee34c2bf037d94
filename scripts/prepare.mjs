// Before `npm start`, `npm run dev`: brings a fresh clone to where it can run. Needs Node and npm only.
import { ensureBuilt } from './build.mjs';
import { stop } from './command.mjs';
import { ensureInstalled } from './install.mjs';

ensureInstalled();
try {
	if (process.argv.includes('--build')) ensureBuilt();
} catch (error) {
	stop(error.message);
}
