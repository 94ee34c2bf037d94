import type { Reroute } from '@sveltejs/kit';
import { deLocalizeUrl } from '#lib/paraglide/runtime.js';

/** `/fr/commitments` and `/en/commitments` are one route. */
export const reroute: Reroute = ({ url }) => deLocalizeUrl(url).pathname;
