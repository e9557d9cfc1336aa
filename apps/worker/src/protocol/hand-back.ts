/** Ends a content that is not read: what it holds open is closed. */
export const handBack = async (content: AsyncIterable<Uint8Array>): Promise<void> => {
  await content[Symbol.asyncIterator]().return?.();
};
