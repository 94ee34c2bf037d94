/** What a mark says besides its words. Each tone has a shape of its own, so that colour is never the only sign. */
export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad' | 'muted';

/** The shape of each tone, as a path in a square of 12. */
export const TONE_SHAPES: Record<Tone, string> = {
	neutral: 'M2 5h8v2H2z',
	info: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z',
	good: 'M4.6 10.4.8 6.6l1.5-1.5 2.3 2.3 5.1-5.1 1.5 1.5z',
	warn: 'M6 1l5.5 10H.5z',
	bad: 'M1.5 1.5h9v9h-9z',
	muted: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1zm0 1.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8z'
};
