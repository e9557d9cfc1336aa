import { z } from 'zod';

/** As people write it, with six digits at least. */
const PHONE = /^(?=(?:\D*\d){6})\+?[\d ./-]{6,20}$/u;

/** How contacts and postal codes must look, wherever one writes them. Messages are `FieldErrorCode`s; empty is another matter. */
export const emailSchema = z.email('invalid_email').max(254, 'too_long');
export const phoneSchema = z.string().regex(PHONE, 'invalid_phone');
export const capSchema = z.string().regex(/^\d{5}$/u, 'invalid_cap');
export const provinciaSchema = z.string().regex(/^[A-Z]{2}$/u, 'invalid_provincia');
