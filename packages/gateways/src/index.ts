export * from './argon2-password-hasher.ts';
export * from './identity/make-test-identity-provider.ts';
export * from './identity/test-citizens.ts';
