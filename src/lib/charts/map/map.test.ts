import coarse from 'world-atlas/countries-110m.json';
import { describe, expect, it } from 'vitest';
import { drawPicture } from '../picture/picture.ts';
import type { MapShape } from '../shape.ts';
import { CHART_TONES } from '../tones.ts';
import { areasOf, codeOfNumber, type WorldAtlas } from './areas.ts';
import { keyOf, looks } from './looks.ts';
import { placingOnMap } from './placing.server.ts';

const both = (text: string) => ({ en: text, fr: text });
const atlas = coarse as unknown as WorldAtlas;

const shape: MapShape = {
	kind: 'map',
	places: [
		{ code: 'CA', name: both('Canada'), said: both('3 of 4'), step: 1 },
		{ code: 'FR', name: both('France'), said: both('Nothing'), step: null },
		{ code: 'MT', name: both('Malta'), said: both('0 of 4'), step: 0, at: [14.4, 35.9] }
	],
	steps: [
		{ label: both('few'), tone: 'shade-1' },
		{ label: both('many'), tone: 'shade-4' }
	],
	empty: { label: both('Nothing'), tone: 'unknown' },
	rest: { label: both('Left out'), tone: 'none' },
	summary: both('It shows something.')
};
const picture = (given: MapShape) =>
	drawPicture([{ title: null, says: null, chart: given }], {
		title: 'Title',
		summary: 'Summary',
		footer: [],
		locale: 'en'
	});

describe('the outlines', () => {
	it('carry the two letters of the country that their number stands for', () => {
		expect(['036', '124', '250', '826', '840'].map(codeOfNumber)).toEqual([
			'AU',
			'CA',
			'FR',
			'GB',
			'US'
		]);
		expect(codeOfNumber('383')).toBeNull();
	});

	it('are one for each country, and only those that ISO 3166 does not list have no code', () => {
		const areas = areasOf(atlas);
		const codes = areas.flatMap(({ code }) => code ?? []);
		expect(new Set(codes).size).toBe(codes.length);
		expect(codes).not.toContain('AQ');
		const names = areas
			.filter(({ code }) => code === null)
			.map(({ outline }) => outline.properties?.name as string);
		expect(names.toSorted()).toEqual(['Kosovo', 'N. Cyprus', 'Somaliland']);
	});

	it('leave the smallest countries to points, which lie where the country does', async () => {
		const { outlines, points } = await placingOnMap();
		expect(outlines.has('MT')).toBe(false);
		const [east = 0, north = 0] = points.get('MT') ?? [];
		expect(Math.hypot(east - 14.4, north - 35.9)).toBeLessThan(0.5);
		for (const code of ['SG', 'LU', 'CY', 'MV']) expect(points.has(code), code).toBe(true);
		for (const code of ['CA', 'FR', 'AU', 'BE']) expect(points.has(code), code).toBe(false);
		const [australia = 0] = points.get('AU') ?? [];
		expect(australia).toBe(0);
	});
});

describe('the looks of a map', () => {
	it('tell steps, nothing on record and what is left out apart', () => {
		const { lookOf, wordsOf } = looks(shape, 'fr');
		expect(['CA', 'FR', 'MT', 'TD', null].map((code) => lookOf(code).label.en)).toEqual([
			'many',
			'Nothing',
			'few',
			'Left out',
			'Left out'
		]);
		expect(wordsOf('TD')).toEqual({ name: 'Tchad', text: 'Left out' });
		expect(wordsOf(null)).toBeNull();
		expect(keyOf(shape)).toHaveLength(4);
		expect(keyOf({ ...shape, rest: shape.empty })).toHaveLength(3);
	});

	it('differ from their neighbours by more than colour', () => {
		const shades = ([1, 2, 3, 4, 5] as const).map(
			(at) => CHART_TONES[`shade-${at}` as const].texture
		);
		for (const [at, texture] of shades.slice(1).entries()) expect(texture).not.toBe(shades[at]);
		expect(shades).not.toContain(CHART_TONES.unknown.texture);
	});
});

describe('the picture of a map', () => {
	const titles = [...picture(shape).matchAll(/<title>([^<]*)<\/title>/g)].map(([, one]) => one);

	it('names every country that it draws once, with its words', () => {
		expect(titles).toContain('Canada: 3 of 4');
		expect(titles).toContain('France: Nothing');
		expect(titles).toContain('Malta: 0 of 4');
		expect(titles).toContain('Chad: Left out');
		expect(new Set(titles).size).toBe(titles.length);
	});

	it('lists its steps, and fills by pattern what is no plain step', () => {
		const svg = picture(shape);
		for (const { label } of keyOf(shape)) expect(svg).toContain(`>${label.en}</text>`);
		expect(svg).toMatch(/<pattern id="shade-4"/);
		expect(svg).toMatch(/<title>Canada: 3 of 4<\/title><path [^>]*fill="url\(#shade-4\)"/);
		expect(svg).toMatch(/<title>Malta: 0 of 4<\/title><circle /);
		expect(svg).not.toMatch(/NaN|style=|<script/);
	});
});
