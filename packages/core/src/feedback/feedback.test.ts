import { describe, expect, it } from '@jest/globals';
import { aspectsFor, type Feedback, MAX_FEEDBACK_TEXT, parseFeedback, ratingEnds, starsOf } from './feedback.ts';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const before: Feedback = { stars: 2, aspect: 'problemi_tecnici', text: 'Lento', givenAt: new Date(0) };
const nothing = { aspect: null, text: null };

describe('a rating', () => {
  it.each(['', '0', '6', '5.0', ' 5', '-1', 'x'])('has from one to five stars, not %j', (stars) => {
    expect(starsOf(stars)).toBeNull();
    expect(parseFeedback({ ...nothing, stars }, before, NOW)).toMatchObject({
      error: { errors: [{ field: 'stars', code: 'required' }] },
    });
  });

  it('keeps what the form does not have', () => {
    const rated = parseFeedback({ ...nothing, stars: '1' }, before, NOW);
    expect(rated).toEqual({ ok: true, value: { ...before, stars: 1, givenAt: NOW } });
  });

  it('drops an aspect that answered the other question', () => {
    const rated = parseFeedback({ ...nothing, stars: '4' }, before, NOW);
    expect(rated).toEqual({ ok: true, value: { stars: 4, aspect: null, text: 'Lento', givenAt: NOW } });
  });

  it('takes an aspect of its own question alone, or none', () => {
    const parse = (stars: string, aspect: string) => parseFeedback({ stars, aspect, text: '' }, null, NOW);
    for (const stars of [1, 2, 3, 4, 5] as const) {
      for (const aspect of aspectsFor(stars)) expect(parse(String(stars), aspect)).toMatchObject({ value: { aspect } });
      expect(parse(String(stars), '')).toMatchObject({ value: { aspect: null } });
    }
    expect(parse('3', 'indicazioni_chiare')).toMatchObject({ error: { errors: [{ field: 'aspect' }] } });
    expect(parse('4', 'problemi_tecnici')).toMatchObject({ error: { errors: [{ field: 'aspect' }] } });
  });

  it('has at most 200 characters, as a person counts them, cleaned', () => {
    const parse = (text: string) => parseFeedback({ stars: '5', aspect: null, text }, null, NOW);
    expect(parse(`  ${'👍'.repeat(MAX_FEEDBACK_TEXT)}\u0000 `)).toMatchObject({ ok: true });
    expect(parse('x'.repeat(MAX_FEEDBACK_TEXT + 1))).toMatchObject({
      error: { errors: [{ field: 'text', code: 'too_long' }] },
    });
  });

  it('may be given for thirty days', () => {
    expect(ratingEnds(NOW)).toEqual(new Date('2026-04-01T09:00:00.000Z'));
  });
});
