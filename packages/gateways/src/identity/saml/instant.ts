/** `xs:dateTime` in UTC with any number of fraction digits, the only form that SAML allows (SAML core 1.3.3). */
const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z$/u;

/** How much our clock and that of a provider may differ. */
export const CLOCK_SKEW_MS = 3000;

/** Milliseconds of an instant as messages write it; null when it is none, such as 30 February. */
export const instantOf = (text: string | null): number | null => {
  const seconds = INSTANT.exec(text ?? '')?.[1];
  const time = seconds === undefined ? Number.NaN : Date.parse(text ?? '');
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(seconds ?? '')) return null;
  return time;
};

/** Whether an instant is not before `from` and not after `to`, but for the difference of clocks. */
export const isBetween = (text: string | null, from: Date, to: Date): boolean => {
  const instant = instantOf(text);
  return instant !== null && instant >= from.getTime() - CLOCK_SKEW_MS && instant <= to.getTime() + CLOCK_SKEW_MS;
};

/** Whether an instant that something begins with has come. */
export const hasBegun = (text: string | null, now: Date): boolean => {
  const instant = instantOf(text);
  return instant !== null && instant <= now.getTime() + CLOCK_SKEW_MS;
};

/** Whether an instant that something ends with is still to come. */
export const isNotOver = (text: string | null, now: Date): boolean => {
  const instant = instantOf(text);
  return instant !== null && instant > now.getTime() - CLOCK_SKEW_MS;
};
