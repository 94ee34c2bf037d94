import type { SubmitFunction } from '@sveltejs/kit';
import type { DraftKeeper } from './draft-keeper.svelte.ts';
import { valuesOf } from './drafts.ts';
import type { FormValues } from './parse.ts';

interface Options {
	/** Whether a save leads there; anywhere else is the way to sign in. */
	leadsTo: (location: string) => boolean;
	/** Reads what is stored now, after a refusal, and returns its version. */
	readAgain: () => Promise<number>;
	/** Whether the form stays where it is although it leads there. */
	staysAt?: (location: string) => boolean;
	/** Shows what was stored, and returns its version with what the form then holds that is stored. */
	stay?: (sent: FormValues) => Promise<{ version: number; stored: FormValues }>;
}

/** Sends a form that saves itself by its button: after what is under way, and so that nothing is lost if it fails. */
export const submitDraft =
	(keeper: DraftKeeper, { leadsTo, readAgain, staysAt, stay }: Options): SubmitFunction =>
	async ({ formData }) => {
		await keeper.hold();
		formData.set('version', String(keeper.version));
		return async ({ result, update }) => {
			if (result.type !== 'redirect') keeper.release();
			if (result.type === 'error') keeper.state = 'offline';
			else if (result.type === 'redirect' && !leadsTo(result.location)) keeper.state = 'signed_out';
			else {
				if (result.type === 'redirect') keeper.acknowledge();
				if (result.type === 'redirect' && stay && staysAt?.(result.location)) {
					const { version, stored } = await stay(valuesOf(formData));
					return keeper.settle(version, stored);
				}
				await update({ reset: false });
				if (result.type === 'failure' && result.data?.refusal) keeper.rebase(await readAgain());
			}
		};
	};
