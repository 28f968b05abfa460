import assert from 'node:assert/strict';
import { journey } from './journey.ts';

journey(
  'a guardian of three reads one feed on a phone, that of one child, and says when e-mails may come',
  async (visit) => {
    await visit.signIn('guardian');
    await visit.goAndLook('/feed');
    await visit.sees('Tout le fil');
    const width = await visit.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 360, `the feed is ${width} px wide`);
    await visit.follow(/^Awa/);
    await visit.sees('Tout le fil');
    await visit.follow(/^Tous/);
    await visit.goAndLook('/account/notifications');
    await visit.sees('Comment être prévenu', 'Quand recevoir les courriels ?', 'Sur cet appareil');
    await visit.page.check('input[name="mail"][value="evening"]');
    await visit.page.click('form[action="/account/notifications"] button[type="submit"]');
    await visit.sees('C’est enregistré.');
    assert.equal(await visit.page.isChecked('input[name="mail"][value="evening"]'), true);
    await visit.look();
    await visit.signOut();
  },
  { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
);
