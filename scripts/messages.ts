// Compiles the interface's texts, as every build does; the type check needs them before any build.
import { compile } from '@inlang/paraglide-js';
import { paraglideOptions } from '../paraglide.config.ts';

await compile(paraglideOptions);
// The compiler leaves timers running that would hold the process for half a minute.
process.exit();
