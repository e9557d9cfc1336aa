import { describe, expect, it } from '@jest/globals';
import { readableXml } from './readable-xml.ts';

describe('XML for people to read', () => {
  it('has an element on each line, indented', () => {
    const xml = '<?xml version="1.0"?><a><b x="1"/><c>testo è <d>qui</d></c><e><f></f></e></a>';
    expect(readableXml(xml).split('\n')).toEqual([
      '<?xml version="1.0"?>',
      '<a>',
      '  <b x="1"/>',
      '  <c>testo è <d>qui</d>',
      '  </c>',
      '  <e>',
      '    <f>',
      '    </f>',
      '  </e>',
      '</a>',
    ]);
  });

  it('is made of anything that was sent, without a character of it lost', () => {
    for (const text of ['', 'nessun XML', '</a></b><c', '<a><b><c attr="', '<![CDATA[<a><b>]]>', '<a>\n<b/></a>']) {
      expect(readableXml(text).replaceAll(/\n */gu, '')).toBe(text.replaceAll(/\n */gu, ''));
    }
    expect(readableXml('<a>'.repeat(5000)).length).toBeLessThan(5000 * 50);
  });
});
