/**
 * What an answer says of itself (`Cache-Control`) that is the same for anyone: it may be kept, and is to be asked for
 * again each time. By it the server in front knows what it may keep.
 */
export const FOR_ANYONE = 'public, max-age=0, must-revalidate';
