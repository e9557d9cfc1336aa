import { v5 as uuidV5 } from 'uuid';

/** Namespace of the demonstration's names: a UUID drawn once, never to be changed. */
const NAMESPACE = '3b1f7a52-6f0e-4a8c-9d57-2c8f4e0b91d6';

/** The UUID (version 5) of something in the demonstration: the same names give the same id on every machine. */
export const demoId = (...names: readonly string[]): string => uuidV5(names.join('/'), NAMESPACE);
