// Before `npm start`, `npm run dev`: brings a fresh clone to where it can run. Needs Node and npm only.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';

ensureInstalled();
if (process.argv.includes('--build')) ensureBuilt();
