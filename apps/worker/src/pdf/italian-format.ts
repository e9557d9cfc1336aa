const number = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1, useGrouping: false });
const day = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', dateStyle: 'long' });
const time = new Intl.DateTimeFormat('it-IT', { timeZone: 'Europe/Rome', timeStyle: 'short' });

/** "1,2 MB". @param bytes how many */
export const fileSize = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} byte`;
  if (bytes < 1_000_000) return `${number.format(bytes / 1000)} kB`;
  return `${number.format(bytes / 1_000_000)} MB`;
};

/** "3 marzo 2026", the day in Italy. */
export const longDay = (instant: Date): string => day.format(instant);

/** "3 marzo 2026, ore 10:15", Italian time. */
export const dayAndTime = (instant: Date): string => `${day.format(instant)}, ore ${time.format(instant)}`;
