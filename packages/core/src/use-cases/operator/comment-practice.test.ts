import { describe, expect, it } from '@jest/globals';
import { MAX_COMMENT, MAX_COMMENTS } from '../../practice/comment.ts';
import { anOperator, must } from '../../testing/index.ts';
import { sent } from '../testing/begun-practice.ts';

const atOffice = async () => {
  const begun = await sent();
  const { portal, ente, operator, id } = begun;
  const comment = (text: string, by = operator) =>
    portal.commentPractice(ente.id, { operator: by, address: '192.0.2.1' }, id, text);
  const shown = async () =>
    must(await portal.viewOfficePractice(ente.id, operator, id)).comments.map(({ by, text }) => [by, text]);
  return { ...begun, comment, shown };
};

describe('a comment on a practice', () => {
  it('is read by the office with who wrote it, and leaves what is open as it is', async () => {
    const { portal, ente, operator, service, run, act, comment, shown } = await atOffice();
    const colleague = anOperator(portal.ids.next(), {
      email: 'c@comune.example',
      name: 'Zeno',
      services: [service.id],
    });
    await portal.setup.addOperator(ente.id, colleague, 'hash');
    const opened = await act();
    must(await comment('  Ho chiamato.\r\nRichiamo domani. '));
    must(await comment('Visto', colleague));
    expect(await shown()).toEqual([
      [operator.name, 'Ho chiamato.\nRichiamo domani.'],
      ['Zeno', 'Visto'],
    ]);
    must(await portal.takeCharge(opened));
    const { rows } = await run(({ audit }) => audit.page({ after: null, limit: 5 }));
    const written = rows.filter(({ action }) => action === 'commento');
    expect(written).toHaveLength(2);
    expect(JSON.stringify(written)).not.toContain('Visto');
  });

  it('is never part of what the citizen sees or downloads', async () => {
    const { portal, ente, citizen, id, comment } = await atOffice();
    must(await comment('Segreto d’ufficio'));
    const seen = [
      must(await portal.viewPractice(ente.id, citizen, id)),
      await portal.exportPersonalData(ente.id, citizen.id),
    ];
    expect(JSON.stringify(seen)).not.toContain('Segreto');
  });

  it('is written once when its form is sent twice', async () => {
    const { comment, shown } = await atOffice();
    for (const text of ['Visto', 'Visto', 'Altro', 'Visto']) must(await comment(text));
    expect((await shown()).map(([, text]) => text)).toEqual(['Visto', 'Altro', 'Visto']);
  });

  it('says something, is not too long, and there are not too many', async () => {
    const { comment, shown } = await atOffice();
    expect(await comment(' \n')).toEqual({ ok: false, error: { code: 'comment_required' } });
    expect(await comment('è'.repeat(MAX_COMMENT + 1))).toEqual({ ok: false, error: { code: 'comment_too_long' } });
    for (let number = 1; number <= MAX_COMMENTS; number += 1) must(await comment(`${number}`));
    expect(await comment('uno di più')).toEqual({ ok: false, error: { code: 'too_many_comments' } });
    expect(await shown()).toHaveLength(MAX_COMMENTS);
  });

  it('is not for an operator of other services', async () => {
    const { portal, comment } = await atOffice();
    const other = anOperator(portal.ids.next(), { email: 'altro@comune.example' });
    expect(await comment('x', other)).toEqual({ ok: false, error: { code: 'not_found' } });
  });
});
