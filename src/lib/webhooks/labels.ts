import { changeLabels } from '#lib/changes/labels.ts';
import type { ChangeKind } from '#lib/changes/vocabulary.ts';
import { pickText, type Bilingual } from '#lib/i18n/bilingual.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { EndpointState } from './rules.ts';
import type { DeliveryState, Failure } from './vocabulary.ts';

export const endpointStateLabels: Record<EndpointState, () => string> = {
	active: m.webhooks_state_active,
	failing: m.webhooks_state_failing,
	paused: m.webhooks_state_paused,
	given_up: m.webhooks_state_given_up,
	ended: m.webhooks_state_ended
};

export const endpointStateTones: Record<EndpointState, Tone> = {
	active: 'good',
	failing: 'warn',
	paused: 'neutral',
	given_up: 'bad',
	ended: 'muted'
};

export const deliveryStateLabels: Record<DeliveryState, () => string> = {
	waiting: m.webhooks_delivery_waiting,
	delivered: m.webhooks_delivery_delivered,
	dead: m.webhooks_delivery_dead,
	dropped: m.webhooks_delivery_dropped
};

export const deliveryStateTones: Record<DeliveryState, Tone> = {
	waiting: 'neutral',
	delivered: 'good',
	dead: 'bad',
	dropped: 'muted'
};

/** What came of an attempt that did not arrive. */
export const failureLabels: Record<Failure, () => string> = {
	answered: m.webhooks_failure_answered,
	address: m.webhooks_failure_address,
	name: m.webhooks_failure_name,
	unreachable: m.webhooks_failure_unreachable,
	slow: m.webhooks_failure_slow,
	large: m.webhooks_failure_large,
	redirected: m.webhooks_failure_redirected,
	secret: m.webhooks_failure_secret
};

type Choices = Record<
	'countries' | 'companies' | 'forums',
	readonly { key: string; name: Bilingual }[]
>;

/** Of which changes an endpoint is told, in a line. */
export function scopeText(
	endpoint: {
		country: string | null;
		company: string | null;
		forum: string | null;
		principle: number | null;
		kinds: readonly ChangeKind[];
	},
	{ countries, companies, forums }: Choices
): string {
	const named = (of: Choices['countries'], key: string) => {
		const found = of.find((one) => one.key === key);
		return found ? pickText(found.name, getLocale()) : key;
	};
	const { country, company, forum, principle, kinds } = endpoint;
	const parts = [
		country && m.webhooks_scope_country({ country: named(countries, country) }),
		company && m.webhooks_scope_company({ company: named(companies, company) }),
		forum && m.webhooks_scope_forum({ forum: named(forums, forum) }),
		principle && m.webhooks_scope_principle({ principle }),
		kinds.length &&
			m.webhooks_scope_kinds({ kinds: kinds.map((kind) => changeLabels[kind]()).join(', ') })
	].filter(Boolean);
	return parts.length ? parts.join('; ') : m.webhooks_scope_all();
}
