import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { queryText } from '../../http/params.ts';
import { enteOf } from '../../http/request-facts.ts';
import { sendFile } from '../../http/send-file.ts';
import type { WebContext } from '../../http/web-context.ts';
import { ApiProblem } from '../api-problem.ts';
import { registerApiErrors } from '../problem-json.ts';
import {
  numberJson,
  placeText,
  readPlace,
  registrationJson,
  registrationViewJson,
  saidNumberSchema,
} from './as-json.ts';

/** More than a number with its date needs. */
const MAX_BODY_BYTES = 4096;
const limitSchema = z.union([z.literal('').transform(() => 50), z.coerce.number().int().min(1).max(100)]);
/** What is no place, also because it is repeated or too long, would be taken for the first page. */
const placeSchema = z.object({
  dopo: z
    .string()
    .max(400)
    .transform((text, context) => {
      const place = text === '' ? null : readPlace(text);
      if (text !== '' && place === null) context.addIssue({ code: 'custom', message: 'It is no place' });
      return place;
    })
    .nullable()
    .default(null),
});
const indexSchema = z.coerce.number().int().min(0).max(1000);
const BEARER = /^Bearer +(\S+)$/iu;

interface One {
  readonly Params: { readonly registrazione: string };
}
interface OneDocument {
  readonly Params: { readonly registrazione: string; readonly documento: string };
}

const baseOf = (request: FastifyRequest): string => `/${enteOf(request).slug}/api/protocollo/v1/registrazioni`;

/** Who comes without the ente's key sees nothing. No cookie is looked at: there is nothing that another page could send in somebody's name. */
const keyGate = (scope: FastifyInstance, { portal }: WebContext): void => {
  scope.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const { authorization } = request.headers;
    if (authorization === undefined) throw new ApiProblem('wrong_key');
    const [, key = ''] = BEARER.exec(authorization) ?? [];
    const admitted = await portal.admitRegistryClient(enteOf(request).id, key, request.ip);
    if (!admitted.ok) throw new ApiProblem(admitted.error.code);
  });
};

/** JSON alone, and little of it. */
const jsonOnly = (scope: FastifyInstance): void => {
  scope.removeAllContentTypeParsers();
  const parse = scope.getDefaultJsonParser('error', 'error');
  scope.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: MAX_BODY_BYTES }, parse);
};

const listRoute = (scope: FastifyInstance, { portal }: WebContext): void => {
  scope.get('/registrazioni', async (request) => {
    const limit = limitSchema.safeParse(queryText(request, 'limite'));
    const from = placeSchema.safeParse(request.query);
    if (!limit.success) throw new ApiProblem('bad_request', ['limite']);
    if (!from.success) throw new ApiProblem('bad_request', ['dopo']);
    const after = from.data.dopo;
    const base = baseOf(request);
    const found = await portal.listWaiting(enteOf(request).id, after, limit.data + 1);
    const shown = found.slice(0, limit.data);
    const last = shown.at(-1);
    const more = found.length > shown.length && last !== undefined;
    return {
      registrazioni: shown.map((one) => registrationJson(base, one)),
      successiva: more ? `${base}?limite=${limit.data}&dopo=${placeText(last)}` : null,
    };
  });
};

const documentRoute = (scope: FastifyInstance, { portal }: WebContext): void => {
  scope.get<OneDocument>('/registrazioni/:registrazione/documenti/:documento', async (request, reply) => {
    const index = indexSchema.safeParse(request.params.documento);
    if (!index.success) throw new ApiProblem('not_found');
    const { id } = enteOf(request);
    const found = await portal.findWaitingDocument(id, request.params.registrazione, index.data);
    if (!found.ok) throw new ApiProblem(found.error.code);
    // What it is, the office's system finds out: here it is a file to keep.
    return sendFile(reply, portal.storage, id, { ...found.value, mediaType: 'application/octet-stream' });
  });
};

const numberRoute = (scope: FastifyInstance, { portal }: WebContext): void => {
  scope.put<One>('/registrazioni/:registrazione/numero', async (request) => {
    const { id } = enteOf(request);
    const key = request.params.registrazione;
    const said = saidNumberSchema.safeParse(request.body);
    if (!said.success) {
      // What is wrong is said of what is there.
      if (!(await portal.findWaitingDocument(id, key, 0)).ok) throw new ApiProblem('not_found');
      const where = said.error.issues.flatMap(({ path, code }) =>
        code === 'unrecognized_keys' ? ['campi in più'] : [path.join('.') || 'tutto'],
      );
      throw new ApiProblem('bad_body', where);
    }
    const { numero, anno, registratoIl } = said.data;
    const given = { number: numero, year: anno, registeredAt: registratoIl };
    const answered = await portal.answerRegistration(id, request.ip, key, given);
    if (!answered.ok) throw new ApiProblem(answered.error.code);
    return numberJson(answered.value);
  });
};

/**
 * What a system of the office's reads of the registrations that wait for their number, and where it writes the number (standards.md
 * 1.5, ADR 45). `docs/protocol-api.json` describes it.
 */
export const protocolApi = async (scope: FastifyInstance, context: WebContext): Promise<void> => {
  registerApiErrors(scope, context.routes);
  keyGate(scope, context);
  jsonOnly(scope);
  listRoute(scope, context);
  scope.get<One>('/registrazioni/:registrazione', async (request) => {
    const found = await context.portal.viewWaiting(enteOf(request).id, request.params.registrazione);
    if (!found.ok) throw new ApiProblem(found.error.code);
    return registrationViewJson(baseOf(request), found.value);
  });
  documentRoute(scope, context);
  numberRoute(scope, context);
};
