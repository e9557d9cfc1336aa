/** How many files of one citizen the portal keeps, and how many it takes in an hour. */
export interface FileAllowance {
  /** Those of practices that were sent count too, and one that was uploaded twice counts twice. */
  readonly files: number;
  /** Of all of them together. */
  readonly bytes: number;
  /** From one citizen or operator, also those that are refused. */
  readonly perHour: number;
}

/** What the portal keeps of a citizen. */
export interface FileUsage {
  readonly files: number;
  readonly bytes: number;
}

/** Where nothing else is said: room for a hundred practices of fifty drawings. */
export const DEFAULT_FILE_ALLOWANCE: FileAllowance = { files: 5_000, bytes: 5 * 1024 ** 3, perHour: 500 };

/** Bytes that a citizen may still upload; none when there are as many files as may be. */
export const roomLeft = (usage: FileUsage, allowance: FileAllowance): number =>
  usage.files < allowance.files ? Math.max(0, allowance.bytes - usage.bytes) : 0;
