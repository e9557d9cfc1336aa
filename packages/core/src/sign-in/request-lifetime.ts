/** How long a provider may take to answer a request: somebody has to find a telephone, or a card. */
const REQUEST_LIFETIME_MS = 15 * 60 * 1000;

/** When a request is over that nobody has answered. */
export const requestEnd = (askedAt: Date): Date => new Date(askedAt.getTime() + REQUEST_LIFETIME_MS);
