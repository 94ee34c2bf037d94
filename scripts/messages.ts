// Compiles the interface's texts, as every build does; the type check needs them before any build. With a
// directory, into that one and one module per language: quicker to load where nothing is left out of a build.
import { compile } from '@inlang/paraglide-js';
import { paraglideOptions } from '../paraglide.config.ts';

const [outdir] = process.argv.slice(2);
await compile(
	outdir ? { ...paraglideOptions, outdir, outputStructure: 'locale-modules' } : paraglideOptions
);
// The compiler leaves timers running that would hold the process for half a minute.
process.exit();
