/** What anyone reads is finished as it comes: no framework is sent for it, only what a page's own parts need. */
export const csr = false;
