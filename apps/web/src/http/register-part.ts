import type { FastifyInstance, RegisterOptions } from 'fastify';

const DISPLAY_NAME = Symbol.for('fastify.display-name');

/**
 * Registers a part of the portal, whose gate and handlers are its own, by a name for Fastify's messages. Of a part without one
 * Fastify asks twice whether it is the export of any module loaded until then, which takes longer than the rest of the start.
 */
export const registerPart = async (
  scope: FastifyInstance,
  name: string,
  part: (scope: FastifyInstance) => Promise<void>,
  options: RegisterOptions = {},
): Promise<void> => {
  await scope.register(Object.assign(part, { [DISPLAY_NAME]: name }), options);
};
