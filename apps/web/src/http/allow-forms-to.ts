import type { FastifyReply } from 'fastify';

const FORM_ACTION = "form-action 'self'";

/**
 * Lets the forms of the page that is answered with lead outside of the portal too: browsers hold them to that also where an answer
 * of the portal sends them on. @param sources as a content security policy names them
 */
export const allowFormsTo = (reply: FastifyReply, sources: readonly string[]): void => {
  const policy = reply.raw.getHeader('content-security-policy');
  if (sources.length === 0 || typeof policy !== 'string') return;
  reply.header('content-security-policy', policy.replace(FORM_ACTION, [FORM_ACTION, ...sources].join(' ')));
};
