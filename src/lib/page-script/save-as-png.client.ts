/** Twice as many pixels as the drawing is wide: sharp on paper and on fine screens. */
const SCALE = 2;

/** Draws the SVG at this address of our own and gives it to the reader as a PNG; false where that fails. */
export async function saveAsPng(address: string, name: string): Promise<boolean> {
	const picture = new Image();
	picture.src = address;
	try {
		await picture.decode();
	} catch {
		return false;
	}
	const canvas = document.createElement('canvas');
	canvas.width = picture.naturalWidth * SCALE;
	canvas.height = picture.naturalHeight * SCALE;
	canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
	const file = await new Promise<Blob | null>((done) => {
		canvas.toBlob(done, 'image/png');
	});
	if (!file) return false;
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = `${name}.png`;
	link.click();
	URL.revokeObjectURL(link.href);
	return true;
}
