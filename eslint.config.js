import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// TypeScript reads a component as the parser translates it: one program serves all files, instead of a new
// one for each component. It must be set before the plugin loads its parser.
process.env.SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK ??= '1';
const { default: svelte } = await import('eslint-plugin-svelte');

const restrict = (...patterns) => ({
	'@typescript-eslint/no-restricted-imports': ['error', { patterns }]
});
const noLegacy = {
	group: ['$lib/*', '$lib', '$app/stores', '$env/*', 'svelte/store'],
	message: 'Use #lib/… with the extension, $app/state and #lib/server/env.ts.'
};
const noRoutes = {
	group: ['**/routes/**'],
	message: 'Nothing imports a route: move what is shared into its domain.'
};
const noServer = {
	group: ['**/*.server.ts', '#lib/server/*', '#lib/server/**'],
	message:
		'A pure file knows neither database nor web: put this into queries.server.ts or commands.server.ts.'
};

const noPattern = {
	selector: 'NewExpression[callee.name="RegExp"][arguments.0.type!="Literal"]',
	message: 'No pattern is built from a value.'
};
const noRawSql = {
	selector: 'MemberExpression[object.name="sql"][property.name="raw"]',
	message: 'What goes into a statement is a parameter, or an identifier.'
};

export default ts.config(
	{
		ignores: ['build/', '.svelte-kit/', '.test/', '.data/', 'src/lib/paraglide/', 'node_modules/']
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs['flat/recommended'],
	prettier,
	...svelte.configs['flat/prettier'],
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] }
		},
		rules: {
			'no-undef': 'off',
			'no-console': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			],
			'no-restricted-syntax': ['error', noPattern, noRawSql],
			...restrict(noLegacy, noRoutes)
		}
	},
	{
		// Definitions of tables have no parameters; the generator and the tests have words of their own.
		files: ['src/lib/server/db/schema/**', 'scripts/generating/**', 'tests/**'],
		rules: { 'no-restricted-syntax': ['error', noPattern] }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			'svelte/button-has-type': 'error',
			'svelte/no-at-html-tags': 'error',
			// Links carry the language prefix, which `href` from #lib/i18n/links.ts adds.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: [
			'src/lib/**/vocabulary.ts',
			'src/lib/**/schema.ts',
			'src/lib/**/rules.ts',
			'src/lib/**/labels.ts',
			'src/lib/comparison/shapes/**/*.ts',
			'src/lib/charts/*.ts'
		],
		ignores: ['src/lib/server/**'],
		rules: restrict(noLegacy, noRoutes, noServer)
	},
	{
		files: ['src/lib/ui/**', 'src/lib/forms/*.svelte'],
		rules: restrict(noLegacy, noRoutes, noServer, {
			group: [
				'#lib/{commitments,assessments,summaries,comparison,organisations,frameworks,indicators}/**'
			],
			message: 'The interface kit has no domain words: pass what it shows as a prop.'
		})
	},
	{
		// The places where HTML is shown as it is: `renderPassage` has sanitised it on the server, and
		// `dataScript` leaves no sign in it that could end the element.
		files: ['src/lib/summaries/SafeHtml.svelte', 'src/lib/exchange/summary/JsonLd.svelte'],
		rules: { 'svelte/no-at-html-tags': 'off' }
	},
	{ files: ['scripts/**', 'tests/**', '*.config.*'], rules: { 'no-console': 'off' } },
	{ files: ['**/*.js'], extends: [ts.configs.disableTypeChecked] }
);
