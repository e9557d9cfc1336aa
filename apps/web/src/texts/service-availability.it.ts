import { type Availability, longDay, withArticle } from '@stanza/core';

/** Whether a service can be used, as people read it. */
export const availabilityText = (availability: Availability): string => {
  switch (availability.state) {
    case 'sospeso':
      return 'Servizio sospeso: per ora non si possono cominciare nuove pratiche';
    case 'non_ancora_aperto':
      return `Si potrà compilare ${withArticle('dal', longDay(availability.opensOn))}`;
    case 'chiuso':
      return `Le domande si sono chiuse ${withArticle('il', longDay(availability.closedOn))}`;
    case 'aperto':
      return availability.closesOn === null
        ? 'Servizio attivo'
        : `Servizio attivo: si può inviare fino ${withArticle('al', longDay(availability.closesOn))}`;
  }
};

/** Where a practice is filled in: until when it may be sent, or why it may not; nothing when there is no such day. */
export const sendingNote = (availability: Availability): string | null => {
  switch (availability.state) {
    case 'sospeso':
      return null; // what was begun before may be sent
    case 'non_ancora_aperto':
      return `Si potrà inviare ${withArticle('dal', longDay(availability.opensOn))}.`;
    case 'chiuso':
      return `${availabilityText(availability)}.`;
    case 'aperto':
      return availability.closesOn === null
        ? null
        : `Si può inviare fino ${withArticle('al', longDay(availability.closesOn))}.`;
  }
};

/** The same on the card of a service: nothing of one that is simply there. */
export const availabilityNote = (availability: Availability): string | null =>
  availability.state === 'aperto' && availability.closesOn === null ? null : availabilityText(availability);
