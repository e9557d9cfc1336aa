import type { OperatorDesk } from '@stanza/core';
import type { FastifyRequest } from 'fastify';
import { formFields } from '../http/form.ts';
import { addressText } from '../http/params.ts';
import { unsealText } from '../http/sealed-text.ts';
import { AFTER, type Asked, type Name, readAsked } from './asked.ts';

/** The page of a list that a form was sent from. */
export interface ListInForm {
  readonly asked: Asked;
  /** Where it begins; null: at the beginning. */
  readonly after: string | null;
}

/**
 * Reads the values that a form of a list has of its address (`pageValuesOf`), as they would be read in an address: what means
 * nothing is taken for not there, and so is a search that was not sealed in this session.
 */
export const listInForm = (request: FastifyRequest, desk: OperatorDesk): ListInForm => {
  const fields = formFields(request);
  const value = (name: Name | typeof AFTER): string => addressText(fields[name]);
  const search = value('ricerca') === '' ? '' : unsealText(request, value('ricerca'));
  return { asked: readAsked(value, desk, search ?? ''), after: value(AFTER) === '' ? null : value(AFTER) };
};
