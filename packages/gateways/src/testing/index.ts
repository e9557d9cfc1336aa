export * from './make-p7m.ts';
export * from './test-secret-key.ts';
