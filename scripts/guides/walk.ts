import type { Locator, Page } from '@playwright/test';
import { DEMO_PEOPLE } from '#lib/exchange/demo/people.ts';
import { PICTURE, type Deed, type Guide, type Step, type Typed } from '#lib/guides/guide.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';

const typed = (text: Typed, locale: Locale) => (typeof text === 'string' ? text : text[locale]);

/** What a walk says of itself: which step it is at, and the moment of its picture. */
export interface Watcher {
	step?(title: string, walk: () => Promise<void>): Promise<void>;
	/** What it shows is where the page begins to be seen. */
	picture?(name: string, from: Locator): Promise<void>;
}

/**
 * Does what a guide tells, in a trial as it is on its first day, by the words that stand on the pages in one language.
 * Throws where one of them is not there.
 */
export async function walk(page: Page, guide: Guide, locale: Locale, watcher: Watcher = {}) {
	const { step: around = (_, go) => go(), picture: take = () => Promise.resolve() } = watcher;
	let as: string | null | undefined;
	const main = page.getByRole('main');
	for (const [at, step] of guide.steps.entries())
		await around(`${guide.key}, step ${at + 1}`, async () => {
			if (step.as !== as) await signIn(page, (as = step.as));
			let taken = !step.picture;
			for (const deed of step.deeds) {
				if ('picture' in deed) {
					const from =
						deed.picture === 'top'
							? main
							: shown(main.getByText(wordsOf(step, deed.picture, locale)));
					if (step.picture) await take(step.picture.name, from);
					taken = true;
				} else await does(page, step, deed, locale);
			}
			if (!taken && step.picture) await take(step.picture.name, main);
		});
}

/** Signs in as a person of the demonstration, as the page for it says; as nobody: ends the session. */
async function signIn(page: Page, email: string | null): Promise<void> {
	await page.context().clearCookies();
	const person = DEMO_PEOPLE.find((one) => one.email === email);
	if (!person) return;
	const { name, locale } = person;
	await page.goto(`/${locale}/sign-in`);
	await page.getByRole('button', { name: m.access_demo_as({ name }, { locale }) }).click();
	await page.waitForURL(/\/check-mail/);
	await page.goto(`/${locale}/mailbox`);
	await page
		.getByRole('article')
		.filter({ hasText: person.email })
		.first()
		.getByRole('link', { name: '/sign-in/confirm' })
		.click();
	await page.getByRole('button', { name: m.access_confirm_button({}, { locale }) }).click();
	await page.waitForURL(/\/(workspace|secretariat)/);
}

/** The first that can be seen: the same words may stand in a menu and on the page. */
const shown = (found: Locator) => found.filter({ visible: true }).first();

const wordsOf = ({ names }: Step, name: string, locale: Locale) =>
	names[name]?.({}, { locale }) ?? '';

async function does(
	page: Page,
	step: Step,
	deed: Exclude<Deed, { picture: string }>,
	locale: Locale
): Promise<void> {
	const said = (name: string) => wordsOf(step, name, locale);
	const main = page.getByRole('main');
	if ('open' in deed) await page.goto(`/${locale}${deed.open === '/' ? '' : deed.open}`);
	else if ('follow' in deed) await goOn(page, page.getByRole('link', { name: said(deed.follow) }));
	else if ('find' in deed)
		await goOn(page, main.getByRole('link', { name: typed(deed.find, locale) }));
	else if ('press' in deed)
		for (let at = 0; at < (deed.times ?? 1); at++)
			await goOn(page, page.getByRole('button', { name: said(deed.press) }));
	else if ('fill' in deed)
		await shown(main.getByLabel(said(deed.fill))).fill(typed(deed.with, locale));
	else if ('choose' in deed || 'take' in deed)
		await shown(main.getByLabel(said(deed.in))).selectOption(
			'choose' in deed ? said(deed.choose) : typed(deed.take, locale)
		);
	else if ('tick' in deed)
		await shown(
			main
				.getByRole('radio', { name: said(deed.tick) })
				.or(main.getByRole('checkbox', { name: said(deed.tick) }))
		).check();
	else await shown(main.getByText(said(deed.see))).waitFor();
}

/** Presses what leads to another page, or to this one made anew, and waits until that has come. */
async function goOn(page: Page, to: Locator): Promise<void> {
	const came = page.waitForEvent('load');
	await Promise.all([came, shown(to).click()]);
}

/** The window in which a guide is walked, and its pictures are taken. */
export const WINDOW = {
	viewport: PICTURE,
	javaScriptEnabled: false,
	reducedMotion: 'reduce'
} as const;
