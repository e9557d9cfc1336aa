const number = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1, useGrouping: false });

/** "1,2 MB". @param bytes how many */
export const fileSize = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} byte`;
  if (bytes < 1_000_000) return `${number.format(bytes / 1000)} kB`;
  return `${number.format(bytes / 1_000_000)} MB`;
};
