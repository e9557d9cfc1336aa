import { z } from 'zod';
import { federationSchema } from './federation.ts';

/**
 * Upper bound of O and CN in a certificate (X.520, ub-organization-name and ub-common-name): no longer name can be in one. It holds
 * where a name is given; what was kept before must still be read.
 */
export const LONGEST_NAME_IN_CERTIFICATE = 64;
const LONGEST_NAME = 200;
const httpUrl = z.url({ protocol: /^https?$/u });

/**
 * One ente as a service provider in one federation (spid.md 2.1): what its metadata and its certificate say. The key is
 * elsewhere, in a file or in the environment.
 */
export const serviceProviderSettingsSchema = z.object({
  federation: federationSchema,
  /** entityID: an address, in production https and without a port. */
  entityId: httpUrl.max(1024),
  /** The ente's part of the portal, without a slash at its end: `https://stanza.example/rovereto`. */
  baseUrl: httpUrl.max(1024).regex(/[^/]$/u),
  organization: z.object({
    /** Full official name, right case and accents: "Comune di Forlì"; O of the certificate. */
    name: z.string().min(1).max(LONGEST_NAME),
    /** What the provider shows the citizen; CN of the certificate. */
    displayName: z.string().min(1).max(LONGEST_NAME),
    /** A page in Italian. */
    url: httpUrl.max(1024),
  }),
  /** Code in IndicePA. */
  ipaCode: z.string().regex(/^[A-Za-z0-9_]{2,40}$/u),
  /** Codice fiscale of the ente (eleven digits). */
  fiscalCode: z
    .string()
    .regex(/^\d{11}$/u)
    .nullable(),
  /** Full name of the city, with accents; L of the certificate. */
  city: z.string().min(1).max(100),
  /** Belfiore code of the city ("H612"), which CIE asks for. */
  municipality: z.string().regex(/^[A-Z]\d{3}$/u),
  /** Of the office, never a person's. */
  contact: z.object({
    email: z.email().max(200),
    /** `+39` and digits, no spaces. */
    telephone: z
      .string()
      .regex(/^\+39\d{5,12}$/u)
      .nullable(),
  }),
});
export type ServiceProviderSettings = Readonly<z.infer<typeof serviceProviderSettingsSchema>>;
