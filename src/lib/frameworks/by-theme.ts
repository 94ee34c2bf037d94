interface Theme {
	number: number;
	en: string;
	fr: string;
}

/** Requirements gathered under their themes, both in the order given; those without one under null. */
export function byTheme<Requirement extends { theme: Theme | null }>(
	requirements: readonly Requirement[]
): { theme: Theme | null; principles: Requirement[] }[] {
	const groups = new Map<number | null, { theme: Theme | null; principles: Requirement[] }>();
	for (const requirement of requirements) {
		const key = requirement.theme?.number ?? null;
		const group = groups.get(key) ?? { theme: requirement.theme, principles: [] };
		group.principles.push(requirement);
		groups.set(key, group);
	}
	return [...groups.values()];
}
