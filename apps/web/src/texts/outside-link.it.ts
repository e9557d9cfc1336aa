/** A link that leaves the portal, and says so: where it leads, which may be anywhere. */
export const outsideLink = (href: string | null) =>
  href === null ? null : { href, label: `Leggi su ${new URL(href).host}`, mark: '(sito esterno)' };
