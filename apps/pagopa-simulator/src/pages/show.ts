import type { FastifyReply } from 'fastify';

/**
 * Answers with a page.
 * @param goesTo addresses that a form of the page leads to: browsers look at where it is sent on to as well
 */
export const show = (
  reply: FastifyReply,
  status: number,
  text: string,
  goesTo: readonly string[] = [],
): FastifyReply => {
  const origins = [...new Set(goesTo.map((address) => new URL(address).origin))];
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    `form-action ${["'self'", ...origins].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return reply
    .code(status)
    .header('content-security-policy', policy.join('; '))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(text);
};
