import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Visit } from '../journey.ts';
import { withPeer } from './packages.ts';
import type { PhpSite } from './php-site.ts';
import { openSimpleSaml, php } from './simplesaml.ts';
import { openStage, walk } from './walk.ts';

const PASSWORD = 'trois-platanes';
/** Where EduConnect wants to see the browser after a sign-out. */
const RETURN = 'https://educonnect.exemple.invalid/parti';
const FREDU = 'urn:oid:1.3.6.1.4.1.20326.10.999.1.';

/** Two records of one name in the academy's file, each with an account: école and collège know her by a key of its own. */
interface TwoKeys {
  readonly name: string;
  readonly keys: readonly string[];
}

/* SimpleSAMLphp in the place of EduConnect and of the guichet agents, for people whom the demonstration's academy knows. */
withPeer('simplesamlphp', ['php-cli', 'php-curl', 'php-xml'], () => {
  let edu: PhpSite;
  let agents: PhpSite;
  let twice: TwoKeys;

  /** What the academy's file calls somebody, as EduConnect learnt it from the same file. */
  async function keysOf(name: string): Promise<{ id: string; siecle: string | null }[]> {
    const { product } = await openStage();
    return product.query(
      `select s.source_id as id, s.attributes ->> 'siecle_id' as siecle
       from directory.persons p join directory.person_sources s on s.person_id = p.id
       where p.given_name || ' ' || p.family_name = $1 order by s.source`,
      [name],
    );
  }

  const references = (ids: readonly string[]): string[] => ids.map((id) => `{AAF}10|x|${id}`);

  async function adultOfTwoRecords(): Promise<TwoKeys> {
    const { product } = await openStage();
    const [found] = await product.query<TwoKeys>(
      `select p.given_name || ' ' || p.family_name as name, array_agg(distinct s.source_id) as keys
       from directory.persons p join directory.person_sources s on s.person_id = p.id and s.category = 'guardian'
       join identity.accounts a on a.person_id = p.id
       group by p.given_name, p.family_name
       having count(distinct p.id) = 2 and count(distinct s.source) = 2 and count(*) = 2
       order by 1 limit 1`,
    );
    assert.ok(found, 'the demonstration has an adult with two records');
    return found;
  }

  before(async () => {
    const { authority } = await openStage();
    const [aminata, ibrahim] = [await keysOf('Aminata DIALLO'), await keysOf('Ibrahim DIALLO')];
    twice = await adultOfTwoRecords();
    const family = {
      aminata: {
        FrEduCtRefId: [...references(aminata.map(({ id }) => id)), '{ECT}opaque'],
        'urn:oid:2.5.4.4': ['DIALLO'],
        'urn:oid:2.5.4.42': ['Aminata'],
        [`${FREDU}5`]: [RETURN],
      },
      ibrahim: { FrEduVecteur: ibrahim.flatMap(({ siecle }) => (siecle ? [`4|||${siecle}|0699201B`] : [])) },
      twice: { FrEduCtRefId: references(twice.keys) },
      nobody: { FrEduCtRefId: references(['999999999']), 'urn:oid:2.5.4.4': ['DIALLO'] },
    };
    const staff = {
      claire: { ctemail: ['claire.roux@ac-exemple.invalid'], FrEduRneResp: ['X'] },
      karim: { ctemail: ['karim.benali@ac-exemple.invalid'], FrEduRneResp: ['0699212N$ECOLE$PU$N$T3$EEPU$151'] },
      karimElsewhere: { ctemail: ['karim.benali@ac-exemple.invalid'], FrEduRneResp: ['X'] },
      personal: { ctemail: ['claire.roux@exemple.invalid'] },
    };
    const passwords = (people: Readonly<Record<string, unknown>>) => () => ({
      people: {
        0: 'exampleauth:UserPass',
        ...Object.fromEntries(Object.entries(people).map(([name, facts]) => [`${name}:${PASSWORD}`, facts])),
      },
    });
    [edu, agents] = await Promise.all([
      openSimpleSaml(authority, '127.0.0.2', 'educonnect', passwords(family)),
      openSimpleSaml(authority, '127.0.0.3', 'agents', passwords(staff)),
    ]);
    for (const site of [edu, agents]) {
      const own = {
        host: '__DEFAULT__',
        privatekey: 'own.key',
        certificate: 'own.crt',
        auth: 'people',
        'attributes.NameFormat': 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
        'assertion.encryption': site === edu,
        'sign.logout': true,
        'validate.authnrequest': true,
        'validate.logout': true,
      };
      site.room.write(
        'metadata/saml20-idp-hosted.php',
        `<?php\n$metadata[${php(`${site.origin}/idp`)}] = ${php(own)};\n`,
      );
      await site.start();
    }
  });
  after(async () => {
    await Promise.all([edu?.close(), agents?.close()]);
    // Other walks know the sign-in page without a provider.
    await (await openStage()).product.query('update identity.providers set active = false');
  });

  /** The operator pastes the provider's metadata; the provider reads ours. */
  async function declare(visit: Visit, kind: 'agents' | 'educonnect', site: PhpSite, fill: () => Promise<void>) {
    const { page, product } = visit;
    const theirs = await page.context().request.get(`${site.origin}/saml2/idp/metadata.php`);
    await visit.go(`/providers/new-saml/${kind}`);
    await page.getByLabel(/^Ses métadonnées/).fill(await theirs.text());
    await fill();
    await page.getByLabel(/^Ouvert/).check({ force: true });
    await visit.press('Enregistrer');
    await visit.isTold('C’est enregistré');
    const ours = await page.context().request.get(`${product.origin}/sign-in/with/${kind}/saml/metadata`);
    site.room.write('metadata/others.xml', await ours.text());
  }

  /** From the question at the door to the provider. */
  async function leaveFor({ page, product }: Visit, who: RegExp, provider: RegExp): Promise<void> {
    await page.goto(`${product.origin}/sign-in?who=any`);
    await page.getByRole('main').getByRole('link', { name: who }).click();
    await page.waitForURL(/who=/);
    await page.getByRole('link', { name: provider }).first().click();
  }

  /** Types name and password there. */
  async function proveThere({ page }: Visit, site: PhpSite, name: string): Promise<void> {
    await page.waitForURL((url) => url.href.startsWith(site.origin));
    await page.locator('input[name="username"]').fill(name);
    await page.locator('input[name="password"]').fill(PASSWORD);
    await page.locator('input[name="password"]').press('Enter');
  }

  /** Home, after what is asked of somebody the first time. */
  async function arrivesHome(visit: Visit): Promise<void> {
    const { page, product } = visit;
    await page.waitForURL((url) => url.origin === product.origin && !url.pathname.startsWith('/sign-in'));
    if (new URL(page.url()).pathname === '/charter') await visit.acceptCharter();
    await visit.go('/');
    await page.waitForURL(`${product.origin}/`);
  }

  const family = (visit: Visit): Promise<void> => leaveFor(visit, /Élève ou parent/, /EduConnect/);
  const school = (visit: Visit): Promise<void> => leaveFor(visit, /Je travaille dans une école/, /ARENA/);

  walk('the operator declares EduConnect and the guichet agents by their metadata', async (visit) => {
    const { page } = visit;
    await visit.signIn('platform');
    await declare(visit, 'educonnect', edu, async () => {
      await page.getByLabel(/^Retour après déconnexion/).fill('educonnect.exemple.invalid');
      await page.getByLabel(/^Accepter les réponses/).check();
    });
    await declare(visit, 'agents', agents, async () => {
      await page.getByLabel(/^Domaines des adresses/).fill('ac-exemple.invalid');
    });
  });

  walk(
    'a guardian of three comes in by EduConnect, is asked nothing, and is led on where it wants her after signing out',
    async (visit) => {
      const { page } = visit;
      await family(visit);
      await proveThere(visit, edu, 'aminata');
      await arrivesHome(visit);
      await visit.go('/account/sessions');
      await visit.sees('par EduConnect');
      // Nobody answers at that address of the test: that the browser is led there, by way of EduConnect, is what counts.
      const ledOn = page.waitForRequest(RETURN);
      await page.getByRole('main').getByRole('button', { name: 'Me déconnecter' }).click();
      await ledOn;
      // The session there is over too: the password is asked for.
      await family(visit);
      await page.locator('input[name="username"]').waitFor();
    },
  );

  walk('a pupil of a collège is known by the older vector', async (visit) => {
    await family(visit);
    await proveThere(visit, edu, 'ibrahim');
    await arrivesHome(visit);
    await visit.go('/account/sessions');
    await visit.sees('par EduConnect');
  });

  walk('an adult of two accounts chooses once, and is not asked again', async (visit) => {
    const { page, product } = visit;
    await family(visit);
    await proveThere(visit, edu, 'twice');
    await page.getByRole('heading', { name: 'Quel compte ouvrir ?' }).waitFor();
    await page
      .getByRole('button', { name: /^Entrer/ })
      .first()
      .click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    if (new URL(page.url()).pathname === '/account/join') await visit.press('Non, les garder séparés');
    await arrivesHome(visit);
    await page.context().clearCookies({ domain: 'localhost' });
    await page.goto(`${product.origin}/sign-in?who=any`);
    await family(visit);
    await arrivesHome(visit);
  });

  walk('whom the academy’s file does not know is told why, and no account is made', async (visit) => {
    const count = async (): Promise<unknown> =>
      (await visit.product.query('select count(*) from identity.accounts'))[0];
    const before = await count();
    await family(visit);
    await proveThere(visit, edu, 'nobody');
    await visit.sees('EduConnect : aucun compte trouvé');
    assert.deepEqual(await count(), before);
  });

  walk('EduConnect opens the platform unasked, where the operator allows it', async (visit) => {
    const { page, product } = visit;
    const us = encodeURIComponent(`${product.origin}/sign-in/with/educonnect/saml/metadata`);
    await page.goto(`${edu.origin}/saml2/idp/SSOService.php?spentityid=${us}`);
    await proveThere(visit, edu, 'aminata');
    // Nothing ties an answer that nobody asked for to this browser: who comes in is shown, and waits for a press.
    await visit.sees('Quel compte ouvrir ?', 'Entrez si ce compte est bien le vôtre');
    await page.getByRole('button', { name: /^Entrer : / }).click();
    await arrivesHome(visit);
  });

  walk('the guichet agents may not: an answer that nobody asked for is refused', async (visit) => {
    const { page, product } = visit;
    const us = encodeURIComponent(`${product.origin}/sign-in/with/agents/saml/metadata`);
    await page.goto(`${agents.origin}/saml2/idp/SSOService.php?spentityid=${us}`);
    await proveThere(visit, agents, 'claire');
    await visit.sees('n’a pas pu être vérifiée');
  });

  walk('when somebody signs out at EduConnect, the session here is over', async (visit) => {
    const { page } = visit;
    await family(visit);
    await proveThere(visit, edu, 'aminata');
    await arrivesHome(visit);
    await page.goto(`${edu.origin}/saml2/idp/SingleLogoutService.php?ReturnTo=${encodeURIComponent(`${edu.origin}/`)}`);
    await page.waitForURL(`${edu.origin}/**`);
    await visit.go('/');
    await page.waitForURL(/\/sign-in/);
  });

  walk('a teacher comes in by the guichet agents with her academic address, and not with another', async (visit) => {
    await school(visit);
    await proveThere(visit, agents, 'claire');
    await arrivesHome(visit);
    await visit.go('/account/sessions');
    await visit.sees('ARENA');
    await visit.page.context().clearCookies();
    await school(visit);
    await proveThere(visit, agents, 'personal');
    await visit.sees('aucun compte trouvé');
  });

  walk('a head leads her school by the guichet agents when they say so too, and only then', async (visit) => {
    const opens = async (): Promise<number | undefined> =>
      (await visit.page.goto(`${visit.product.origin}/schools/0699212N/services`))?.status();
    await school(visit);
    await proveThere(visit, agents, 'karim');
    await arrivesHome(visit);
    assert.equal(await opens(), 200);
    await visit.page.context().clearCookies();
    await school(visit);
    await proveThere(visit, agents, 'karimElsewhere');
    await arrivesHome(visit);
    assert.notEqual(await opens(), 200);
  });
});
