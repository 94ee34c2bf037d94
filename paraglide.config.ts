import type { CompilerOptions } from '@inlang/paraglide-js';

/** One set of options for the build, the tests and the type check, so that they compile the same messages. */
export const paraglideOptions: CompilerOptions = {
	project: './project.inlang',
	outdir: './src/lib/paraglide',
	emitGitIgnore: false,
	strategy: ['url', 'cookie', 'preferredLanguage', 'baseLocale'],
	urlPatterns: [
		{
			pattern: ':protocol://:domain(.*)::port?/:path(.*)?',
			localized: [
				['en', ':protocol://:domain(.*)::port?/en/:path(.*)?'],
				['fr', ':protocol://:domain(.*)::port?/fr/:path(.*)?']
			]
		}
	]
};
