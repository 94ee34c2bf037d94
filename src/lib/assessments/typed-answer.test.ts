import { describe, expect, it } from 'vitest';
import { NOTHING_SAID } from './content.ts';
import { typedAnswer } from './typed-answer.ts';

const services = [{ id: '6a3a1f43-5d0c-4a43-9a0e-0d4c7ad2c001', name: 'Sample Video' }];

describe('typedAnswer', () => {
	it('reads every part of a form', () => {
		expect(
			typedAnswer(
				{
					rating: '2',
					narrative: 'Partly.',
					narrativeLocale: 'fr',
					changeNote: 'New team.',
					confidence: 'low',
					visibility: 'partners',
					'services.0.serviceId': services[0]?.id ?? '',
					'services.0.rating': '2',
					'services.0.note': 'On the web',
					'metrics.0.name': 'Reports',
					'metrics.0.value': '1 250,5',
					'metrics.0.unit': 'reports',
					'metrics.0.period': '2025',
					'evidence.0.url': 'https://example.org/report'
				},
				services
			)
		).toEqual({
			...NOTHING_SAID,
			rating: 2,
			narrative: 'Partly.',
			narrativeLocale: 'fr',
			changeNote: 'New team.',
			confidence: 'low',
			visibility: 'partners',
			evidence: [{ url: 'https://example.org/report', title: 'example.org', publisher: null }],
			services: [
				{
					serviceId: services[0]?.id,
					name: 'Sample Video',
					rating: 2,
					notApplicable: false,
					note: 'On the web'
				}
			],
			metrics: [
				{ name: 'Reports', value: 1250.5, unit: 'reports', period: '2025', sourceUrl: null }
			]
		});
	});

	it('leaves out what cannot be understood, and keeps the rest', () => {
		const said = typedAnswer(
			{
				rating: 'na',
				notApplicableReason: 'None.',
				'evidence.0.url': 'half an',
				'evidence.0.title': 'T'
			},
			services
		);
		expect(said).toMatchObject({ notApplicable: true, notApplicableReason: 'None.', evidence: [] });
	});

	it('shows words that are too long to be stored: they are what the person compares', () => {
		const narrative = 'x'.repeat(10_001);
		expect(typedAnswer({ rating: '1', narrative }, services)).toMatchObject({
			rating: 1,
			narrative
		});
	});
});
