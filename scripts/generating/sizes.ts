/** How much is made. Every company answers in every cycle; what is published of a commitment has six updates. */
export interface Size {
	countries: number;
	commitments: number;
	companies: number;
	cycles: number;
}

export const UPDATES = 6;

/** `large` is what Concord is built to compare; `plans` is enough of it for the planner to have to choose, `tenfold` far more. */
export const SIZES = {
	small: { countries: 12, commitments: 200, companies: 30, cycles: 4 },
	plans: { countries: 200, commitments: 8_000, companies: 700, cycles: 10 },
	large: { countries: 200, commitments: 50_000, companies: 2_000, cycles: 10 },
	tenfold: { countries: 200, commitments: 500_000, companies: 20_000, cycles: 10 }
} as const satisfies Record<string, Size>;
export type SizeName = keyof typeof SIZES;
