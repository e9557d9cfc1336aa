export * from './builders.ts';
export * from './memory/clock.ts';
export * from './memory/ente-ports.ts';
export * from './memory/gateways.ts';
export { aSignedFile } from './memory/signed-file.ts';
export { asBytes, asText } from './memory/text.ts';
export * from './memory/unit-of-work.ts';
export * from './memory-portal.ts';
export * from './must.ts';
