import type { FastifyRequest } from 'fastify';
import { enteOf } from '../../http/request-facts.ts';
import { texts } from './texts.it.ts';

const officeOf = (request: FastifyRequest): string => `/${enteOf(request).slug}/operatori`;

/** The address of the first page of the counter. */
export const counterHome = (request: FastifyRequest): string => `${officeOf(request)}/per-conto`;

/** The way to the pages behind the first one. */
export const counterPath = (request: FastifyRequest) => [{ label: texts.titolo, href: counterHome(request) }] as const;
