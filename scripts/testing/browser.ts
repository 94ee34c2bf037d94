import { chromium, type Browser } from '@playwright/test';
import { findChromium } from '../programs.mjs';

/** The machine's Chromium, to take pictures with. It cannot sandbox what root runs; for everyone else the sandbox stays. */
export const startBrowser = async (): Promise<Browser> =>
	chromium.launch({
		executablePath: await findChromium(),
		chromiumSandbox: process.getuid?.() !== 0,
		args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update']
	});
