import { saveAsPng } from './save-as-png.client.ts';

/** Lets a button be pressed that makes a PNG of the SVG whose address it holds; says so, in the words beside it, where that fails. */
export function picture(button: HTMLButtonElement): void {
	const { picture: address = '', name = '' } = button.dataset;
	const failure = button.nextElementSibling;
	button.addEventListener('click', () => {
		void saveAsPng(address, name).then((saved) => failure?.toggleAttribute('hidden', saved));
	});
	button.disabled = false;
}
