import type { CommentStore } from '../../ports/comment-store.ts';
import type { TenantData } from './tenant-data.ts';

export const commentStore = ({ comments }: TenantData): CommentStore => ({
  async append(practiceId, comment) {
    comments.set(practiceId, [...(comments.get(practiceId) ?? []), comment]);
  },
  of: async (practiceId) => comments.get(practiceId) ?? [],
});
