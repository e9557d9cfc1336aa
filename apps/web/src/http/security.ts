import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { CSRF_FIELD, type Csrf } from './csrf.ts';
import { formFields } from './form.ts';
import { Problem } from './problem.ts';

/** Room for a form of some hundred fields, most of them long: a letter with an accent is six bytes of a form. */
const MAX_FORM_BYTES = 4 * 1024 * 1024;

/**
 * Headers, cookies, body readers and limits of every page.
 * @param options.alone the process does nothing but serve pages: only then do its pauses tell of too many requests
 */
export const registerSecurity = async (
  app: FastifyInstance,
  options: { readonly secure: boolean; readonly alone: boolean },
): Promise<void> => {
  const secured = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        fontSrc: ["'self'"],
        // The ticks and arrows of form controls are data: images in the stylesheet.
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: options.secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
  app.addHook('onRequest', ({ raw }, reply, done) => secured(raw, reply.raw, () => done()));
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: MAX_FORM_BYTES });
  // What is too large is cut and then refused by the receiver, with the page and what was typed in it.
  await app.register(multipart, { throwFileSizeLimit: false });
  // Over five seconds one long pause (the start, a collection of memory) weighs little: only what lasts is overload.
  if (options.alone) await app.register(underPressure, { maxEventLoopDelay: 1000, sampleInterval: 5000 });
};

/**
 * State changes only by POST with a token. A route that takes files reads the token itself, through `readForm`: any
 * other one never sees a multipart body, so none can forget the check.
 */
export const requireCsrf = (app: FastifyInstance, csrf: Csrf): void => {
  app.addHook('preHandler', async (request) => {
    if (request.method !== 'POST' || request.routeOptions.url === undefined) return;
    const multipartBody = request.headers['content-type']?.startsWith('multipart/') === true;
    const { config } = request.routeOptions;
    if (multipartBody) {
      if (config.multipart !== true) throw new Problem('unsupported_media');
      return;
    }
    if (config.csrf !== undefined) return;
    if (!csrf.verify(request, formFields(request)[CSRF_FIELD])) throw new Problem('csrf');
  });
};
