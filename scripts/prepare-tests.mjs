// Before `npm test`: the dependencies, a Chromium and the programs of a PostgreSQL server.
import { run, stop } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { HEADLESS, findChromium, findPostgres, onPath } from './programs.mjs';

ensureInstalled();

const missing = async () => [
	...((await findChromium()) ? [] : [HEADLESS]),
	...(findPostgres() ? [] : ['postgresql'])
];

const isSlow = !process.env.CHROMIUM_PATH && !onPath(HEADLESS);
let packages = [...new Set([...(await missing()), ...(isSlow ? [HEADLESS] : [])])];
if (packages.length) {
	installWithApt(packages);
	packages = await missing();
}
if (packages.length)
	stop(
		`The tests need ${packages.join(' and ')}: install ${packages.length > 1 ? 'them' : 'it'} (on Debian: apt-get install ${packages.join(' ')})${packages.includes(HEADLESS) ? ', or set CHROMIUM_PATH' : ''}.`
	);

/** Installs Debian packages where that can be done without asking anyone for a password. */
function installWithApt(names) {
	if (!onPath('apt-get')) return false;
	const root = process.getuid?.() === 0;
	if (!root && !(onPath('sudo') && run('sudo', '-n', 'true'))) return false;
	process.stdout.write(`Installing ${names.join(', ')} for the tests…\n`);
	const asRoot = (...command) => (root ? run(...command) : run('sudo', '-n', ...command));
	const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-y'];
	return asRoot(...apt, 'update') && asRoot(...apt, 'install', '--no-install-recommends', ...names);
}
