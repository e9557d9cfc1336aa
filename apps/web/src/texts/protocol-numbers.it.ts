import { type BookEntry, cancellationOf, dayInItaly, longDay, type ProtocolNumber, withArticle } from '@stanza/core';

/** "0000012/2026", and after it that the registration was cancelled. @param cancelled those of the practice that were */
export const protocolNumber = (protocol: ProtocolNumber, cancelled: readonly BookEntry[]): string => {
  const number = `${protocol.number}/${protocol.year}`;
  const cancellation = cancellationOf(protocol, cancelled);
  if (cancellation === null) return number;
  return `${number} (registrazione annullata ${withArticle('il', longDay(dayInItaly(cancellation.at)))})`;
};
