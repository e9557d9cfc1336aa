import type { ServiceFeedback } from '../../feedback/feedback.ts';
import type { FeedbackStore } from '../../ports/feedback-store.ts';
import type { FeedbackCounts, FeedbackText, ReadModels } from '../../ports/read-models.ts';
import type { TenantData } from './tenant-data.ts';

const ABOUT: readonly FeedbackCounts['about'][] = ['scheda', 'invio'];
const CURSOR = /^(\d{1,15})_([0-9a-f-]{36})$/u;

const aboutOf = ({ practiceId }: ServiceFeedback): FeedbackCounts['about'] =>
  practiceId === null ? 'scheda' : 'invio';

export const feedbackStore = ({ feedback }: TenantData): FeedbackStore => ({
  of: async (practiceId) => [...feedback.values()].find((one) => one.practiceId === practiceId) ?? null,
  async save(id, given) {
    const [known] =
      [...feedback].find(([, one]) => one.practiceId !== null && one.practiceId === given.practiceId) ?? [];
    feedback.set(known ?? id, given);
  },
});

const countStars = (ratings: readonly ServiceFeedback[]): FeedbackCounts['counts'] => {
  const count = (stars: number) => ratings.filter((one) => one.stars === stars).length;
  return [count(1), count(2), count(3), count(4), count(5)];
};

export const feedbackReads = (data: TenantData): Pick<ReadModels, 'feedbackCounts' | 'feedbackTexts'> => {
  const nameOf = ({ serviceId }: ServiceFeedback) => data.services.get(serviceId)?.definition.name ?? '';
  return {
    async feedbackCounts() {
      const services = [...data.services.values()].toSorted(
        (a, b) => a.definition.name.localeCompare(b.definition.name, 'it') || (a.id < b.id ? -1 : 1),
      );
      return services.flatMap(({ id, definition }) =>
        ABOUT.flatMap((about): readonly FeedbackCounts[] => {
          const ratings = [...data.feedback.values()].filter((one) => one.serviceId === id && aboutOf(one) === about);
          return ratings.length === 0 ? [] : [{ serviceName: definition.name, about, counts: countStars(ratings) }];
        }),
      );
    },
    async feedbackTexts({ after, limit }) {
      const [, time = '', last = ''] = CURSOR.exec(after ?? '') ?? [];
      const texts = [...data.feedback]
        .filter(([, { text }]) => text !== '')
        .map(([id, one]): FeedbackText => {
          const { stars, aspect, text, givenAt } = one;
          return { id, serviceName: nameOf(one), about: aboutOf(one), stars, aspect, text, givenAt };
        })
        .toSorted((a, b) => b.givenAt.getTime() - a.givenAt.getTime() || (a.id < b.id ? 1 : -1))
        .filter(({ id, givenAt }) => {
          const at = givenAt.getTime();
          return time === '' || at < Number(time) || (at === Number(time) && id < last);
        });
      const rows = texts.slice(0, limit);
      const end = texts.length > limit ? rows.at(-1) : undefined;
      return { rows, next: end === undefined ? null : `${end.givenAt.getTime()}_${end.id}` };
    },
  };
};
