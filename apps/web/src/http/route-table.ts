import type { FastifyInstance } from 'fastify';

/** Every route of the app: what tests walk, and what tells a wrong method from an unknown page. */
export interface RouteTable {
  readonly routes: readonly { readonly method: string; readonly url: string }[];
  /** The methods that some route takes at this path; empty when there is no such page. */
  methodsFor(path: string): readonly string[];
}

const matcher = (url: string): RegExp =>
  new RegExp(`^${url.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&').replaceAll(/:[A-Za-z]+/gu, '[^/]+')}$`, 'u');

/** Starts to note the routes that are registered from now on. */
export const makeRouteTable = (app: FastifyInstance): RouteTable => {
  const routes: { method: string; url: string; path: RegExp }[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url, path: matcher(url) });
  });
  return {
    routes,
    methodsFor: (path) => [...new Set(routes.filter((route) => route.path.test(path)).map((route) => route.method))],
  };
};
