import { createHash } from 'node:crypto';
import { canonicalJson, type Snapshot } from './snapshot.ts';

/** The SHA-256 of a snapshot's canonical JSON, in hexadecimal: the same for the same answers. */
export function contentHash(snapshot: Snapshot): string {
	return createHash('sha256').update(canonicalJson(snapshot)).digest('hex');
}
