import { asActor } from '#lib/forms/attempt.server.ts';
import { countEndorsers } from '#lib/organisations/queries/companies.server.ts';
import {
	endorsementRegister,
	membersWithoutEndorsement
} from '#lib/organisations/queries/endorsements.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db) => ({
		register: await endorsementRegister(db),
		alliances: await membersWithoutEndorsement(db),
		confirmed: await countEndorsers(db)
	}));
