/** How often a person is reminded by mail: of each thing as it comes, in one mail a week, or not at all. */
export const REMINDERS = ['each', 'weekly', 'never'] as const;
export type Reminders = (typeof REMINDERS)[number];
