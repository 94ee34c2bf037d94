import { methodWords } from '#lib/comparison/views/methods.ts';
import { METHODS } from '#lib/comparison/vocabulary.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PackageDescription } from './description.ts';

/** What a person reads first who opens the package: what is in it, what to mind, how the numbers are made, the licence. */
export function readmeOf(description: PackageDescription, locale: Locale): string {
	const asked = { locale };
	const said = <T extends 'title' | 'description'>(
		one: Record<T | `${T}_fr`, string>,
		part: T
	): string => (locale === 'fr' ? one[`${part}_fr`] : one[part]);
	const caveats = [
		m.comparison_data_caveat_declared,
		m.comparison_data_caveat_volume,
		m.comparison_data_caveat_certainty,
		m.comparison_data_caveat_dates,
		m.comparison_data_caveat_samples,
		m.comparison_data_caveat_formula
	];
	return [
		`# ${said(description, 'title')}`,
		said(description, 'description'),
		m.exchange_package_day({ day: description.created.slice(0, 10) }, asked),
		`## ${m.exchange_package_files({}, asked)}`,
		...description.resources.map(
			(one) => `- \`${one.path}\`: ${said(one, 'title')}. ${said(one, 'description')}`
		),
		`## ${m.comparison_data_caveats({}, asked)}`,
		...caveats.map((caveat) => `- ${caveat({}, asked)}`),
		`## ${m.comparison_methods_title({}, asked)}`,
		...METHODS.flatMap((method) => {
			const { name, means, computed, limits } = methodWords[method];
			return [
				`### ${name({}, asked)}`,
				`${m.comparison_methods_means({}, asked)}: ${means({}, asked)}`,
				`${m.comparison_methods_computed({}, asked)}: ${computed({}, asked)}`,
				`${m.comparison_methods_limits({}, asked)}: ${limits({}, asked)}`
			];
		}),
		`## ${m.comparison_data_licence({}, asked)}`,
		m.comparison_data_licence_text({}, asked),
		''
	].join('\n\n');
}
