/** How often one goes to the gateway's page for one practice: each time it is asked for a page. */
export const ONLINE_LIMIT = { name: 'pagamento online', max: 20, windowMs: 60 * 60 * 1000 } as const;
