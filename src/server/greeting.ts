interface Introduced {
	email: string;
	description: { en: string };
}

/** What a person who has just started Concord needs to know. */
export function greeting(address: string, people: readonly Introduced[]): string {
	const ready = `Concord is ready: ${address}`;
	if (people.length === 0) return `${ready}\n`;
	const width = Math.max(...people.map(({ email }) => email.length));
	const lines = people.map(
		({ email, description }) => `  ${email.padEnd(width)}  ${description.en}`
	);
	return [
		ready,
		'',
		`Demonstration mode. To sign in, give one of these addresses at ${address}/en/sign-in`,
		`and open the link that arrives in the local mailbox, ${address}/en/mailbox`,
		'',
		...lines,
		'',
		'Stop with Ctrl+C. What you entered is kept for the next start.',
		''
	].join('\n');
}
