/**
 * What is said of a file. `unavailable`: the scanner is not there. `not-scannable`: it is, but cannot say of this file, which is too
 * large for it, takes it too long, or hides what is in it; whoever sends it may have made it so.
 */
export type ScanVerdict = 'clean' | 'infected' | 'unavailable' | 'not-scannable';

/** The scan of one file, as it arrives. */
export interface VirusScan {
  /** The next bytes of the file; they may be used again as soon as this is done. What goes wrong is told by the verdict. */
  write(chunk: Uint8Array): Promise<void>;
  /** The file is whole. */
  end(): Promise<ScanVerdict>;
  /** Lets go of everything; nobody waits for a verdict any more. Harmless at any time. */
  close(): void;
}

/**
 * Looks for viruses in files.
 *
 * Promise: memory and time are bounded, whatever the file and the scanner do; nothing throws.
 */
export interface VirusScanner {
  begin(): VirusScan;
}
