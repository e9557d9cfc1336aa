/** Ends a content that is not needed: only what was begun to be read closes what it holds open. */
export const handBack = async (content: AsyncIterable<Uint8Array>): Promise<void> => {
  for await (const _ of content) return;
};
