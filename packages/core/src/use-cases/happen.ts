import type { Ids } from '../ports/ids.ts';
import type { Stores } from '../ports/unit-of-work.ts';
import { type Advanced, advance, type Happening, NOTHING_AROUND } from '../practice/advance.ts';
import { APP_IO_TEMPLATES, type Effect } from '../practice/effect.ts';
import type { Practice } from '../practice/practice.ts';
import { deliveryIdSchema } from '../shared/ids.ts';

const NOBODY_AROUND = { notify: [], integrationId: null, ...NOTHING_AROUND };

/** What the citizen is mailed that they are told on App IO as well. */
const noticesAmong = (effects: readonly Effect[]): readonly Effect[] =>
  effects.flatMap((effect) => {
    if (effect.kind !== 'mail' || effect.operatorId !== null) return [];
    const { integrationId } = effect;
    return APP_IO_TEMPLATES.filter((name) => name === effect.template).map((template) => ({
      kind: 'app_io',
      template,
      ...(integrationId === undefined ? {} : { integrationId }),
    }));
  });

/** Where the ente has a key for it. */
const noticesOf = async ({ appIo }: Stores, { serviceId }: Practice, effects: readonly Effect[]) => {
  const notices = noticesAmong(effects);
  return notices.length > 0 && (await appIo.keyFor(serviceId)) !== null ? notices : [];
};

/**
 * Lets an event happen to a stored practice: decides, saves, writes the timeline and queues what must follow, all in
 * the transaction of `stores`.
 * @returns the practice as it is now; `'impossible'` when the event is not possible; `'stale'` when somebody else
 * changed the practice first (then nothing is written)
 */
export const happen = async (
  stores: Stores,
  ids: Ids,
  practice: Practice,
  happening: Pick<Happening, 'event' | 'at' | 'operatorId' | 'change'> & Partial<Happening>,
): Promise<Practice | 'impossible' | 'stale'> => {
  const advanced: Advanced | null = advance(practice, { ...NOBODY_AROUND, ...happening });
  if (advanced === null) return 'impossible';
  if (!(await stores.practices.update(advanced.practice, practice.version))) return 'stale';
  if (advanced.entry !== null) await stores.timeline.append(practice.id, advanced.entry);
  const notices = await noticesOf(stores, practice, advanced.effects);
  for (const effect of [...advanced.effects, ...notices]) {
    await stores.deliveries.enqueue(deliveryIdSchema.parse(ids.next()), practice.id, effect, happening.at);
  }
  return advanced.practice;
};
