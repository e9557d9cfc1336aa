/** @param day `YYYY-MM-DD` @param days how many days later; negative for earlier @returns `YYYY-MM-DD` */
export const daysAfter = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};
