const number = new Intl.NumberFormat('it-IT', { maximumFractionDigits: 1 });

/** "10 MB": how large something may be, rounded down, so that what a person takes for smaller is. @param bytes how many */
export const sizeLimit = (bytes: number): string => {
  const mebibytes = bytes / (1024 * 1024);
  return mebibytes < 1 ? fileSize(bytes) : `${number.format(Math.floor(mebibytes * 10) / 10)} MB`;
};

/** "1,2 MB", as a person reads a size. @param bytes how many */
export const fileSize = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} byte`;
  if (bytes < 1_000_000) return `${number.format(bytes / 1000)} kB`;
  return `${number.format(bytes / 1_000_000)} MB`;
};
