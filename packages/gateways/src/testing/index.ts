export * from './make-p7m.ts';
