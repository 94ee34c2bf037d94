import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hasPastedFile, personalAddressesIn, withWarning } from './content-guard.ts';
import { text } from './fields.ts';
import { parseForm } from './parse.ts';

const DATA = 'See ![it](data:image/png;base64,iVBORw0KGgo=) here.';
const PERSON = 'Ask jane.doe@example.org about it.';

describe('[TRUST 35] a file that is pasted into a text', () => {
	it.each([
		DATA,
		'data:text/html,<b>x</b>',
		'DATA:image/svg+xml;charset=utf-8,%3Csvg',
		'data:;base64,AAAA',
		`begin ${'QUJD'.repeat(200)}`
	])('is seen: %.40s', (one) => {
		expect(hasPastedFile(one)).toBe(true);
	});

	it.each([
		'The data: 12, 13 and 14 per cent.',
		'Données : 12, 13.',
		'https://example.org/a/long/path?with=query&and=more',
		'See metadata:x, which is none of them, in words.',
		'x'.repeat(599)
	])('is not seen in %.40s', (one) => {
		expect(hasPastedFile(one)).toBe(false);
	});
});

describe('an e-mail address in a text', () => {
	it('of a person is seen, of an office is not', () => {
		expect(personalAddressesIn(PERSON)).toEqual(['jane.doe@example.org']);
		expect(personalAddressesIn('Écrire à zoé.côté@exemple.ca')).toEqual(['zoé.côté@exemple.ca']);
		for (const office of ['info@x.org', 'media-relations@x.gc.ca', 'trust.safety@x.com'])
			expect(personalAddressesIn(`Write to ${office}.`)).toEqual([]);
		expect(personalAddressesIn('At 5 @ noon, or @handle, or a@b')).toEqual([]);
	});

	it('is looked for in bounded time, whatever the text', () => {
		const began = performance.now();
		for (const one of ['a'.repeat(100_000), '@'.repeat(100_000), 'a@'.repeat(50_000)]) {
			personalAddressesIn(one);
			hasPastedFile(one);
		}
		expect(performance.now() - began).toBeLessThan(2000);
	});

	it('is warned about once, with the text kept, and taken when it is said to be public', () => {
		const schema = z.object({ note: text(100) });
		const form = new FormData();
		form.set('note', PERSON);
		expect(parseForm(schema, form)).toMatchObject({
			ok: false,
			values: { note: PERSON },
			errors: { note: { code: 'address' } }
		});
		expect(parseForm(schema, form, { savesItself: true }).ok).toBe(true);
		form.set('addressesArePublic', 'on');
		expect(parseForm(schema, form)).toMatchObject({ ok: true, data: { note: PERSON } });
		form.set('note', DATA);
		expect(parseForm(schema, form)).toMatchObject({ errors: { note: { code: 'pasted_file' } } });
	});
});

/** Every schema that a domain exports, by name. */
const MODULES = import.meta.glob<Record<string, unknown>>(
	['../*/schema.ts', '../*/*-schema.ts', '!../comparison/**', '!../changes/**', '!../audit/**'],
	{ eager: true }
);

interface Place {
	path: string;
	schema: z.ZodType;
}

/** Every text of at least 300 characters in a schema, whatever it is wrapped in, by where it stands. */
function textsIn(schema: z.ZodType, path: string): Place[] {
	const def = (schema as unknown as { def: Record<string, unknown> & { type: string } }).def;
	const inner = (one: unknown, at = path) => (one ? textsIn(one as z.ZodType, at) : []);
	switch (def.type) {
		case 'object':
			return Object.entries(def.shape as Record<string, z.ZodType>).flatMap(([name, one]) =>
				inner(one, `${path}.${name}`)
			);
		case 'array':
			return inner(def.element, `${path}[]`);
		case 'pipe':
			return [...inner(def.in), ...inner(def.out)];
		case 'union':
			return (def.options as z.ZodType[]).flatMap((one) => inner(one));
		case 'record':
			return inner(def.valueType, `${path}.*`);
		case 'string': {
			const limit = (schema as z.ZodString).maxLength;
			return limit !== null && limit >= 300 ? [{ path, schema }] : [];
		}
		default:
			return inner(def.innerType);
	}
}

describe('[TRUST 35] every text that anyone types', () => {
	const places = Object.entries(MODULES).flatMap(([file, exported]) =>
		Object.entries(exported).flatMap(([name, schema]) =>
			schema instanceof z.ZodType ? textsIn(schema, `${file.slice(3)} ${name}`) : []
		)
	);
	/**
	 * Addresses of pages, which have a rule of their own, where one goes on to, keys of what is there, and what an
	 * authenticator answers, which nobody types and which is checked and not kept.
	 */
	const ADDRESSES =
		/[uU]rl$|[aA]ddress$|\.(?:next|query|row|source(?:\.\w\w)?)$|^access\/schema\.ts passkey\w+\.response\b/;

	it('is found', () => {
		expect(places.length).toBeGreaterThan(40);
	});

	it('takes no pasted file, and warns of a personal address', () => {
		const open = places.filter(
			({ path, schema }) =>
				!ADDRESSES.test(path) &&
				(schema.safeParse(DATA).success ||
					withWarning(true, () => schema.safeParse(PERSON).success) ||
					!schema.safeParse(PERSON).success)
		);
		expect(open.map(({ path }) => path)).toEqual([]);
	});

	it('is otherwise taken as before', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[\p{L} .,;!?]{0,200}$/u), (given) => {
				expect(text(300).safeParse(given).success).toBe(true);
			})
		);
	});
});
