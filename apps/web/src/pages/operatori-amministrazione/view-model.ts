import { texts } from './texts.it.ts';

/** @param office path of the office */
export const operatoriAmministrazioneView = (office: string) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  entries: texts.voci.map(({ percorso, nome, testo }) => ({ href: `${office}/${percorso}`, name: nome, text: testo })),
});
