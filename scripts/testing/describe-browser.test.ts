import { expect, it } from '@jest/globals';
import { describeBrowser } from './describe-browser.ts';

describeBrowser('a browser suite', (browser) => {
  it('shows a page', async () => {
    const page = await browser().newPage();
    await page.setContent('<h1>Città di Rovereto</h1>');
    expect(await page.textContent('h1')).toBe('Città di Rovereto');
    await page.close();
  });
});
