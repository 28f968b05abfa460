import assert from 'node:assert/strict';
import { journey } from './journey.ts';

journey(
  'a minute before a session ends one is warned, stays by one press, and is covered when it ends',
  async (visit) => {
    const { page } = visit;
    await visit.signIn('teacherOfEcole');
    const open = await visit.product.query<{ id: string }>(
      'select id from identity.sessions order by started_at desc limit 1',
    );
    const session = open[0]?.id;
    assert.ok(session);
    /** As if the person had left this page open so long that so many seconds remain: loading it again must not count as a sign of life. */
    const leave = async (seconds: number): Promise<void> => {
      await visit.product.query(
        `update identity.sessions set idle_until = now() + $2 * interval '1 second',
              last_seen_at = now() + $2 * interval '1 second' - interval '1 hour' where id = $1`,
        [session, seconds],
      );
      await page.setExtraHTTPHeaders({ 'x-preau-background': 'journey' });
      await visit.go('/');
      await page.setExtraHTTPHeaders({});
    };

    await leave(63);
    const warning = page.getByRole('alertdialog');
    await warning.waitFor();
    const stay = warning.getByRole('button').first();
    assert.ok(await stay.evaluate((button) => button === document.activeElement), 'the way to stay has the focus');
    await visit.look(['axe']);
    await stay.press('Enter');
    await warning.waitFor({ state: 'detached' });
    const [renewed] = await visit.product.query<{ left: number }>(
      'select extract(epoch from idle_until - now())::float8 as left from identity.sessions where id = $1',
      [session],
    );
    assert.ok((renewed?.left ?? 0) > 3000, `the session lasts ${renewed?.left} s more`);

    await leave(8);
    await warning.waitFor();
    const back = warning.getByRole('link');
    await back.waitFor();
    await back.click();
    await page.waitForURL(/\/sign-in/);
  },
);
