import { finishSignIn } from '#lib/access/oidc-browser.server.ts';
import type { RequestHandler } from './$types';

/** Where the identity provider sends the browser back to. */
export const GET: RequestHandler = finishSignIn;
