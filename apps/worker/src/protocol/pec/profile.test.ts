import { describe, expect, it } from '@jest/globals';
import { nastyText, seeded } from '@stanza/core/testing';
import { aRegistration } from '@stanza/core/testing/contracts';
import { parseXml } from '@stanza/gateways';
import fc from 'fast-check';
import { describeWithXmlTools } from '../../../../../scripts/testing/describe-with-xml-tools.ts';
import { schemaProblems } from '../../../../../scripts/testing/xml-tools.ts';
import { registrationProfile } from './profile.ts';

const file = { number: '0000012', year: 2026, registeredAt: new Date('2026-02-01T09:00:00Z') };
const VALUES = { office: 'UO7', classification: '6.3', dossier: '12/2026', documentType: 'SCIA' };
const attachment = { fileName: 'carta d’identità.pdf', description: 'Carta', sha256: 'cd'.repeat(32), size: 9 };

describe('the profile of a registration by PEC', () => {
  it('is ASCII and well formed whatever the texts are', () => {
    fc.assert(
      fc.property(nastyText(), nastyText(), (subject, nome) => {
        const correspondent = { ...aRegistration('a').correspondent, nome };
        const xml = registrationProfile(aRegistration('a', { subject, correspondent }));
        expect(xml).toMatch(/^[\t\n\x20-\x7e]*$/u);
        expect(parseXml(xml, { tags: 100, attributes: 100, prefixes: 5, depth: 10 })?.tagName).toBe('Registrazione');
      }),
      seeded(100),
    );
  });
});

describeWithXmlTools('the profile of a registration by PEC against its schema', () => {
  it.each([
    ['what comes in', aRegistration('a', { attachments: [attachment] })],
    ['what goes out', aRegistration('a', { direction: 'uscita', file })],
    ['a service with values of its own', aRegistration('a', { values: VALUES })],
    ['who has no address', aRegistration('a', { correspondent: { ...aRegistration('a').correspondent, email: null } })],
  ])('is valid for %s', async (_what, registration) => {
    expect(await schemaProblems(registrationProfile(registration), 'registration')).toBe('');
  });

  it('is not valid when anything is added', async () => {
    const xml = registrationProfile(aRegistration('a')).replace('</Registrazione>', '<Altro/></Registrazione>');
    expect(await schemaProblems(xml, 'registration')).not.toBe('');
  });
});
