import { z } from 'zod';
import { federationSchema } from './federation.ts';

/** Room for a rollover, and for providers that keep more than they need. */
const MOST_CERTIFICATES = 10;

/** An identity provider as the federation's metadata file describes it (spid.md, "IdP registry"). */
export const identityProviderEntrySchema = z.object({
  federation: federationSchema,
  entityId: z.url().max(1024),
  /** What a citizen chooses it by. */
  name: z.string().min(1).max(200),
  /** `SingleSignOnService`, HTTP-Redirect. */
  signInUrl: z.url().max(2048),
  /** `SingleLogoutService`, HTTP-Redirect: where requests go; null when it has none. */
  logoutUrl: z.url().max(2048).nullable(),
  /** Where answers to its own requests go: `ResponseLocation`, else the same. */
  logoutAnswerUrl: z.url().max(2048).nullable(),
  /** Certificates of all its signing keys, base64 of the DER without line breaks: during a rollover there are two. */
  certificates: z
    .array(z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/u))
    .min(1)
    .max(MOST_CERTIFICATES),
});
export type IdentityProviderEntry = Readonly<z.infer<typeof identityProviderEntrySchema>>;
