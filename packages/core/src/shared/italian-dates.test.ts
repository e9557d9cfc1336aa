import { describe, expect, it } from '@jest/globals';
import { dayAndTime, longDay, withArticle } from './italian-dates.ts';

describe('a date in Italian', () => {
  it('is written in words, the first of a month as an ordinal', () => {
    expect(longDay('2026-12-01')).toBe('1º dicembre 2026');
    expect(longDay('2026-12-11')).toBe('11 dicembre 2026');
    expect(longDay('1852-03-31')).toBe('31 marzo 1852');
  });

  it('is the one in Italy, with its time', () => {
    expect(dayAndTime(new Date('2026-02-28T23:30:00Z'))).toBe('1º marzo 2026, ore 00:30');
  });

  it.each([
    ['2026-03-01', 'il 1º marzo 2026', 'dal 1º marzo 2026'],
    ['2026-03-07', 'il 7 marzo 2026', 'dal 7 marzo 2026'],
    ['2026-03-08', 'l’8 marzo 2026', 'dall’8 marzo 2026'],
    ['2026-03-11', 'l’11 marzo 2026', 'dall’11 marzo 2026'],
    ['2026-03-18', 'il 18 marzo 2026', 'dal 18 marzo 2026'],
    ['2026-03-28', 'il 28 marzo 2026', 'dal 28 marzo 2026'],
  ])('%s elides what stands before it when it is read with a vowel', (day, il, dal) => {
    expect([withArticle('il', longDay(day)), withArticle('dal', longDay(day))]).toEqual([il, dal]);
  });

  it('elides it in figures too', () => {
    const figures = ['01/03/2026', '08/03/2026', '11/03/2026', '18/11/2026'].map((date) => withArticle('del', date));
    expect(figures).toEqual(['del 01/03/2026', 'dell’08/03/2026', 'dell’11/03/2026', 'del 18/11/2026']);
    expect(withArticle('al', '11 marzo 2026')).toBe('all’11 marzo 2026');
  });
});
