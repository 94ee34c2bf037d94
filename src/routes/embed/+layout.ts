/** Another site shows these pages in a frame: they work without scripts, and none are sent. */
export const csr = false;
