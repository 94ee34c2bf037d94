/** Whether a service is offered on a day (`2026-11-23`): it is until the day on which it ended. */
export const isInOperation = ({ endedOn }: { endedOn: string | null }, today: string): boolean =>
	endedOn === null || endedOn > today;
