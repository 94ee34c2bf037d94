import { isoCBOR } from '@simplewebauthn/server/helpers';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { Site } from '#lib/access/passkey-ceremony.server.ts';
import type { PasskeyProof, PasskeyRegistration } from '#lib/access/schema.ts';

/** What an authenticator and its browser say, where it is to be something else than the truth. */
export interface Said {
	challenge: string;
	site: Site;
	/** Whether its person was verified. */
	verified?: boolean;
	counter?: number;
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (what: string | Uint8Array) => createHash('sha256').update(what).digest();

/** A passkey made of software: it signs as a device does, and whatever it is told to. */
export class SoftwarePasskey {
	readonly id = base64url(randomBytes(16));
	readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

	/** What a browser posts of a passkey that has just been made. */
	registration(name: string, said: Said): PasskeyRegistration {
		const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
		const key = isoCBOR.encode(
			new Map<number, number | Uint8Array>([
				[1, 2],
				[3, -7],
				[-1, 1],
				[-2, new Uint8Array(Buffer.from(x, 'base64url'))],
				[-3, new Uint8Array(Buffer.from(y, 'base64url'))]
			])
		);
		const id = Buffer.from(this.id, 'base64url');
		const length = Buffer.alloc(2);
		length.writeUInt16BE(id.length);
		const authData = Buffer.concat([head(said, 0x40), Buffer.alloc(16), length, id, key]);
		const attestation = isoCBOR.encode(
			new Map<string, unknown>([
				['fmt', 'none'],
				['attStmt', new Map()],
				['authData', new Uint8Array(authData)]
			]) as Parameters<typeof isoCBOR.encode>[0]
		);
		return {
			name,
			response: {
				...this.#credential(),
				response: {
					clientDataJSON: clientData('webauthn.create', said),
					attestationObject: base64url(attestation),
					transports: ['internal']
				}
			}
		};
	}

	/** What a browser posts when somebody proves by it. */
	proof(said: Said): PasskeyProof {
		const clientDataJSON = clientData('webauthn.get', said);
		const authenticatorData = head(said, 0);
		const signed = Buffer.concat([
			authenticatorData,
			sha256(Buffer.from(clientDataJSON, 'base64url'))
		]);
		return {
			...this.#credential(),
			response: {
				clientDataJSON,
				authenticatorData: base64url(authenticatorData),
				signature: base64url(sign('sha256', signed, this.#keys.privateKey))
			}
		};
	}

	#credential() {
		const { id } = this;
		return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };
	}
}

const clientData = (type: string, { challenge, site }: Said) =>
	base64url(
		Buffer.from(JSON.stringify({ type, challenge, origin: site.origin, crossOrigin: false }))
	);

/** Whom it is for, whether somebody was there and verified, and how often it was used. */
function head({ site, verified = true, counter = 0 }: Said, flags: number): Buffer {
	const count = Buffer.alloc(4);
	count.writeUInt32BE(counter);
	return Buffer.concat([
		sha256(site.id),
		Buffer.from([flags | 0x01 | (verified ? 0x04 : 0)]),
		count
	]);
}
