import { SvelteKitAuth } from '@auth/sveltekit';
import { authConfig } from './auth.server.ts';

/** Serves `/auth/…`; nothing else passes through it. */
export const { handle: authRoutes } = SvelteKitAuth(async () => authConfig());
