/** Another site shows this page in a frame: it works without scripts, and none are sent. */
export const csr = false;
