import { parseValues, type FormValues } from '#lib/forms/parse.ts';
import { NOTHING_SAID, type AnswerContent } from './content.ts';
import { answerDraft } from './schema.ts';

/**
 * What a form of an answer says as it was typed, to be read beside what is stored. What cannot be understood,
 * such as half an address, is left out; words stand there however long they are.
 */
export function typedAnswer(
	values: FormValues,
	services: readonly { id: string; name: string }[]
): AnswerContent {
	const given = { version: '0', narrativeLocale: 'en', visibility: 'public', ...values };
	const first = parseValues(answerDraft, given);
	const wrong = first.ok ? [] : Object.keys(first.errors);
	const understood = Object.fromEntries(
		Object.entries(given).filter(([name]) => !wrong.some((one) => isWithin(name, one)))
	);
	const form = first.ok ? first : parseValues(answerDraft, understood);
	const words = (name: string) => {
		const value = values[name];
		return (typeof value === 'string' && value.trim()) || null;
	};
	const said = {
		narrative: words('narrative'),
		notApplicableReason: words('notApplicableReason'),
		changeNote: words('changeNote')
	};
	if (!form.ok) return { ...NOTHING_SAID, ...said };
	const { version: _, rating, ...rest } = form.data;
	return {
		...rest,
		...said,
		rating: typeof rating === 'number' ? rating : null,
		notApplicable: rating === 'na',
		services: rest.services.flatMap((line) => {
			const name = services.find(({ id }) => id === line.serviceId)?.name;
			return name === undefined ? [] : [{ ...line, name }];
		})
	};
}

/** Whether a field is the one that is wrong, or stands in the line of a list in which one is. */
function isWithin(name: string, wrong: string): boolean {
	const line = /^[a-z]+\.\d+(?=\.|$)/i.exec(wrong)?.[0];
	return name === wrong || (line !== undefined && name.startsWith(`${line}.`));
}
