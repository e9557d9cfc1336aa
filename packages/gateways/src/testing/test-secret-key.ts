import { type SecretKey, secretKeySchema } from '../secret-box/secret-key.ts';

/** The key of every portal under test, as the setting holds it. */
export const TEST_SECRET_KEY = Buffer.from('una chiave che conoscono tutti..').toString('base64');

/** The same, as the parts of a portal get it. */
export const testSecretKey: SecretKey = secretKeySchema.parse(TEST_SECRET_KEY);
