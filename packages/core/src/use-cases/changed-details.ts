const NOTHING = '–';

/**
 * What differs, as the register of the office tells it: "before → after" by name.
 * @returns null when nothing does
 */
export const changedDetails = (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | null => {
  const changed = Object.entries(after).filter(([name, value]) => before[name] !== value);
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map(([name, value]) => [name, `${before[name] || NOTHING} → ${value || NOTHING}`]));
};
