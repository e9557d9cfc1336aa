const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/**
 * Whether an e-mail address is in the portal's own domain or below it: the portal signs for that, and an ente may not choose who writes
 * from there, which would be believed (ADR 43).
 */
export const isOfPortal = (address: string, portalAddress: string): boolean =>
  `.${domainOf(address)}`.endsWith(`.${domainOf(portalAddress)}`);
