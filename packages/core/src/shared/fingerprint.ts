const half = (text: string, seed: number, factor: number): number => {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), factor);
    hash ^= hash >>> 15;
  }
  return Math.imul(hash ^ (hash >>> 13), factor) >>> 0;
};

/**
 * A short mark of a text, to tell whether somebody still has the same one before their eyes.
 * @returns 16 hexadecimal digits. No chance makes them equal for two texts, but whoever wants to can: nothing is
 * protected by them.
 */
export const fingerprint = (text: string): string =>
  [half(text, 0x811c9dc5, 0x01000193), half(text, 0x9e3779b9, 0x85ebca6b)]
    .map((part) => part.toString(16).padStart(8, '0'))
    .join('');
