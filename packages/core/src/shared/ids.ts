import { z } from 'zod';

/**
 * Branded ids: UUIDs that cannot be mistaken for one another. An unknown string becomes one only through
 * its schema, so an id in a URL that is not a UUID is refused before any query.
 */
export const tenantIdSchema = z.uuid().brand<'TenantId'>();
export const citizenIdSchema = z.uuid().brand<'CitizenId'>();
export const operatorIdSchema = z.uuid().brand<'OperatorId'>();
export const serviceIdSchema = z.uuid().brand<'ServiceId'>();
export const practiceIdSchema = z.uuid().brand<'PracticeId'>();
export const paymentIdSchema = z.uuid().brand<'PaymentId'>();
export const attachmentIdSchema = z.uuid().brand<'AttachmentId'>();
export const deliveryIdSchema = z.uuid().brand<'DeliveryId'>();
export const integrationIdSchema = z.uuid().brand<'IntegrationId'>();
/** Of the page from which a citizen, or an operator on their behalf, begins a practice: sent twice, it begins one. */
export const openingIdSchema = z.uuid().brand<'OpeningId'>();
export const emergencyIdSchema = z.uuid().brand<'EmergencyId'>();
export const termsIdSchema = z.uuid().brand<'TermsId'>();

export type TenantId = z.infer<typeof tenantIdSchema>;
export type CitizenId = z.infer<typeof citizenIdSchema>;
export type OperatorId = z.infer<typeof operatorIdSchema>;
export type ServiceId = z.infer<typeof serviceIdSchema>;
export type PracticeId = z.infer<typeof practiceIdSchema>;
export type PaymentId = z.infer<typeof paymentIdSchema>;
export type AttachmentId = z.infer<typeof attachmentIdSchema>;
export type DeliveryId = z.infer<typeof deliveryIdSchema>;
export type IntegrationId = z.infer<typeof integrationIdSchema>;
export type OpeningId = z.infer<typeof openingIdSchema>;
export type EmergencyId = z.infer<typeof emergencyIdSchema>;
export type TermsId = z.infer<typeof termsIdSchema>;
