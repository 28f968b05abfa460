import assert from 'node:assert/strict';
import { journey, type Visit } from './journey.ts';

journey('a municipal agent sees the schools of the commune in figures, and nobody by name', async (visit) => {
  await visit.signIn('commune');
  await visit.sees('Bonjour Mme GARNIER', 'École maternelle Les Lucioles', 'Corbas');
  await visit.lacks('Les Grands Chênes', 'Mions');
  await visit.look();
  await visit.follow('École élémentaire Germaine Tillion');
  await visit.sees('En chiffres', 'Élèves');
  await visit.lacks('DIALLO');
  await visit.look();
  await visit.open('Établissements');
  await visit.look();
  await visit.goAndLook('/people?q=diallo');
  await visit.lacks('Awa DIALLO');
  await visit.open('Plus');
  await visit.look();
  await visit.goAndLook('/account/sessions');
  await visit.signOut();
});

/** More pages than her links lead to: a walk that gets there has lost its way. */
const MOST_PAGES = 300;

/** Every page that links lead to from the home, with its words; forms are not sent. */
async function everythingReachable({ page, product }: Visit): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const next = ['/'];
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    if (seen.has(path) || path.startsWith('/assets/')) continue;
    const answer = await page.request.get(product.origin + path, { headers: { accept: 'text/html' } });
    const html = await answer.text();
    seen.set(path, html);
    assert.ok(seen.size <= MOST_PAGES, `more than ${MOST_PAGES} pages, the last one ${path}`);
    for (const [, href = ''] of html.matchAll(/\shref="([^"#]+)/g)) {
      const target = new URL(href.replaceAll('&amp;', '&'), product.origin + path);
      if (target.origin === product.origin) next.push(target.pathname + target.search);
    }
  }
  return seen;
}

journey(
  'whatever link the municipal agent follows, and whatever address she guesses, no pupil is named',
  async (visit) => {
    const { page, product } = visit;
    await visit.signIn('commune');
    const pupils = await product.query<{ uid: string; name: string; groupId: string }>(
      `select p.uid, p.given_name || ' ' || p.family_name as name, m.group_id as "groupId"
     from directory.persons p
     join directory.profiles f on f.person_id = p.id and f.kind = 'pupil' and f.ends_on is null
     join directory.schools s on s.id = f.school_id and s.uai = '0699212N'
     join directory.memberships m on m.person_id = p.id and m.ends_on is null
     where not exists (select from directory.profiles o join directory.persons a on a.id = o.person_id
                       where o.kind <> 'pupil' and a.family_name = p.family_name and a.given_name = p.given_name)
     order by p.uid`,
    );
    assert.ok(pupils.length > 100);
    const pages = await everythingReachable(visit);
    assert.ok(pages.size >= 10, `she reaches ${pages.size} pages`);
    for (const [path, html] of pages) {
      const named = pupils.filter(({ name }) => html.includes(name)).map(({ name }) => name);
      assert.deepEqual(named, [], `${path} names pupils`);
    }
    const one = pupils[0] as (typeof pupils)[number];
    for (const path of [
      `/people/${one.uid}`,
      `/api/people/${one.uid}`,
      `/groups/${one.groupId}`,
      `/groups/${one.groupId}/tablets`,
      '/console/tables/people',
      '/schools/0699212N/duplicates',
      `/people?q=${encodeURIComponent(one.name)}`,
      `/api/people?q=${encodeURIComponent(one.name)}`,
    ]) {
      const answer = await page.request.get(product.origin + path);
      const words = await answer.text();
      assert.ok(answer.status() === 404 || !words.includes(one.uid), `${path} answers ${answer.status()}`);
      // What she typed herself stands in the search field; nobody stands under it.
      if (!path.includes('?q=')) assert.ok(!words.includes(one.name), `${path} names a pupil`);
    }
  },
);
