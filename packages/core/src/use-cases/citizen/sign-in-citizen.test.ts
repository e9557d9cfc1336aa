import { describe, expect, it } from '@jest/globals';
import { codiceFiscaleCheckLetter, codiceFiscaleSchema } from '../../person/codice-fiscale.ts';
import type { AssertedIdentity } from '../../sign-in/verified-identity.ts';
import { aTenant } from '../../testing/builders.ts';
import { makeMemoryPortal } from '../../testing/memory-portal.ts';
import { makeMemoryPorts } from '../../testing/memory-ports.ts';

const ofBirth = (eleven: string) => {
  const first15 = `BNCNNA${eleven}`;
  return codiceFiscaleSchema.parse(first15 + codiceFiscaleCheckLetter(first15));
};
const anna = (eleven = '85D52H612'): AssertedIdentity => ({
  codiceFiscale: ofBirth(eleven),
  nome: 'Anna',
  cognome: 'Bianchi',
  dataNascita: null,
  luogoNascita: null,
});

const open = async () => {
  const portal = makeMemoryPortal(makeMemoryPorts(new Date('2026-06-01T10:00:00Z')));
  const ente = aTenant(portal.ids.next());
  await portal.setup.addTenant(ente);
  return (identity: AssertedIdentity) => portal.signInCitizen(ente.id, { identity, email: null, telefono: null });
};

describe('the birth of a citizen of whom the provider does not say it', () => {
  it('is at the first sign-in what the codice fiscale says', async () => {
    const enter = await open();
    const { identity } = await enter(anna());
    expect([identity.dataNascita, identity.luogoNascita]).toEqual(['1985-04-12', 'Rovereto']);
  });

  it('stays what an earlier sign-in said, and becomes what a later one says', async () => {
    const enter = await open();
    const said = { ...anna(), dataNascita: '1885-04-12', luogoNascita: 'Roveredo' };
    expect((await enter(said)).identity).toEqual(said);
    expect((await enter({ ...anna(), nome: 'Anna Maria' })).identity).toEqual({ ...said, nome: 'Anna Maria' });
    const changed = { ...anna(), luogoNascita: 'Rovereto' };
    expect((await enter(changed)).identity).toEqual({ ...said, luogoNascita: 'Rovereto' });
  });

  it('is taken to be in the century in which they have the years to sign in at a Comune', async () => {
    const born = async (eleven: string) => (await (await open())(anna(eleven))).identity.dataNascita;
    expect(await born('12A41H612')).toBe('2012-01-01');
    expect(await born('13A41H612')).toBe('1913-01-01');
    expect(await born('25A41H612')).toBe('1925-01-01');
  });

  it('is at a place of which nobody knows the name the code of that place', async () => {
    const enter = await open();
    expect((await enter(anna('85D52Z999'))).identity.luogoNascita).toBe('Z999');
  });
});
