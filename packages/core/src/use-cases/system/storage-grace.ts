/** Far longer than a request or a job lives: what was put before has its row by now, or will never have one (ADR 11). */
export const STORAGE_GRACE_MS = 12 * 60 * 60 * 1000;
