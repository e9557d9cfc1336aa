import { undeliveredTexts } from '../../texts/staff.it.ts';
import { notice } from '../../ui/components.ts';
import { texts } from './texts.it.ts';

/**
 * @param office path of the office
 * @param undelivered how many people a message with a link did not reach
 */
export const operatoriAmministrazioneView = (office: string, undelivered: number) => ({
  heading: { title: texts.titolo, lead: texts.introduzione },
  undelivered:
    undelivered === 0
      ? null
      : notice('warning', {
          text: undeliveredTexts.frase(undelivered),
          link: { label: texts.vediPersonale, href: `${office}/personale` },
        }),
  entries: texts.voci.map(({ percorso, nome, testo }) => ({ href: `${office}/${percorso}`, name: nome, text: testo })),
});
