// Compiles the interface's texts, as every build does; the type check needs them before any build.
import { compile } from '@inlang/paraglide-js';
import { paraglideOptions } from '../project.inlang/paraglide.ts';

await compile(paraglideOptions);
