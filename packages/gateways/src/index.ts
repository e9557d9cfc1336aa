export * from './argon2-password-hasher.ts';
export * from './identity/make-test-identity-provider.ts';
export * from './identity/test-citizens.ts';
export * from './make-cms-signature-inspector.ts';
export * from './make-content-file-inspector.ts';
export * from './make-directory-storage.ts';
export * from './make-system-clock.ts';
export * from './make-uuid-v7-ids.ts';
