import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { generateAcademy } from './academy.ts';
import { firstOf, type ReadRequest, readDelivery, valuesOf } from './read-back.ts';

/* Every trap of the academy's feed exists in the demonstration, whatever the seed: an importer that passes it met them. */

const root = mkdtempSync(join(tmpdir(), 'academy-traps-'));
after(() => rmSync(root, { recursive: true }));

for (const seed of [1, 42]) {
  describe(`the traps of seed ${seed}`, () => {
    let objects: { 1: ReadRequest[]; 2: ReadRequest[] };
    before(async () => {
      const out = join(root, String(seed));
      const written = await generateAcademy({
        size: 'demo',
        seed,
        date: '2025-11-20',
        out,
        delta: false,
        format: 'folder',
      });
      const [first, second] = written.map((one) => readDelivery(one.path));
      objects = { 1: first ?? [], 2: second ?? [] };
    });

    const of = (degree: 1 | 2, category: string) => objects[degree].filter((one) => one.category === category);
    const pupils = (degree: 1 | 2) => of(degree, 'Eleve');
    const relations = (one: ReadRequest) => valuesOf(one, 'ENTElevePersRelEleve', 'ENTEleveAutoriteParentale');
    const guardiansOf = (one: ReadRequest) => new Set(relations(one).map((text) => text.split('$')[0]));
    const surname = (one: ReadRequest) => firstOf(one, 'sn', 'ENTPersonNom');
    const given = (one: ReadRequest) => firstOf(one, 'givenName', 'ENTPersonPrenom');
    const birth = (one: ReadRequest) => firstOf(one, 'ENTPersonDateNaissance');
    const classOf = (one: ReadRequest) => firstOf(one, 'ENTEleveClasses', 'ENTPersonClasses');
    const both = [1, 2] as const;
    /** Pupils by family: by their first guardian, care services apart. */
    const families = (degree: 1 | 2): ReadRequest[][] => {
      const byGuardian = Map.groupBy(
        pupils(degree).filter((one) => !/\$(5|51)(\$|$)/.test(relations(one)[0] ?? '$51')),
        (one) => relations(one)[0]?.split('$')[0],
      );
      return [...byGuardian.values()];
    };

    it('two pupils with the same name and birth day in two families, in both degrees', () => {
      for (const degree of both) {
        const same = Map.groupBy(pupils(degree), (one) => `${surname(one)}/${given(one)}/${birth(one)}`);
        assert.ok(
          [...same.values()].some(
            (list) =>
              list.length > 1 &&
              new Set(list.flatMap((one) => [...guardiansOf(one)])).size ===
                list.flatMap((one) => [...guardiansOf(one)]).length,
          ),
        );
      }
    });

    it('a birth on 29 February', () => {
      for (const degree of both) assert.ok(pupils(degree).some((one) => birth(one).startsWith('29/02/')));
    });

    it('a pupil without guardian, one with four, one without INE', () => {
      for (const degree of both) {
        assert.ok(pupils(degree).some((one) => guardiansOf(one).size === 0));
        assert.ok(pupils(degree).some((one) => guardiansOf(one).size === 4));
        assert.ok(pupils(degree).some((one) => firstOf(one, 'ENTEleveINE') === ''));
      }
    });

    it('INEs of both forms, never the same twice in a degree', () => {
      for (const degree of both) {
        const ines = pupils(degree)
          .map((one) => firstOf(one, 'ENTEleveINE'))
          .filter((ine) => ine !== '');
        assert.equal(new Set(ines).size, ines.length);
        assert.ok(ines.some((ine) => /^\d{9}[A-Z]{2}$/.test(ine)) && ines.some((ine) => /^\d{10}[A-Z]$/.test(ine)));
      }
    });

    it('twins in two classes', () => {
      for (const degree of both)
        assert.ok(
          families(degree).some((list) =>
            list.some((a) => list.some((b) => a !== b && birth(a) === birth(b) && classOf(a) !== classOf(b))),
          ),
        );
    });

    it('brothers and sisters ten months apart unless twins, never of one name', () => {
      for (const degree of both) {
        for (const list of families(degree)) {
          assert.equal(new Set(list.map(given)).size, list.length);
          const days = list
            .map((one) => Date.parse(birth(one).split('/').reverse().join('-')) / 86_400_000)
            .sort((a, b) => a - b);
          days.forEach((day, index) => {
            const gap = index === 0 ? 0 : day - (days[index - 1] ?? 0);
            assert.ok(gap === 0 || gap > 300, `${gap} days`);
          });
        }
      }
    });

    it('brothers and sisters in the collège and its SEGPA, and under different names', () => {
      const schools = (list: ReadRequest[]) => new Set(list.map((one) => firstOf(one, 'ENTPersonStructRattach')));
      assert.ok(families(2).some((list) => schools(list).size > 1));
      assert.ok(families(1).some((list) => new Set(list.map(surname)).size > 1));
    });

    it('a pupil of the collège with an old record in an école, same INE, no class, parents of the same names', () => {
      const left = pupils(1).filter((one) => firstOf(one, 'ENTEleveDateSortieStructRattach') !== '');
      assert.ok(left.length >= 2);
      for (const one of left) {
        assert.equal(classOf(one), '');
        const now = pupils(2).find((other) => firstOf(other, 'ENTEleveINE') === firstOf(one, 'ENTEleveINE'));
        assert.ok(now);
        assert.equal(guardiansOf(now).size, guardiansOf(one).size);
      }
    });

    it('every tie of the current nomenclature, the old ones, and one nobody knows', () => {
      const codes = new Set(
        pupils(2)
          .flatMap(relations)
          .map((text) => text.split('$')[1]),
      );
      for (const code of ['10', '20', '37', '38', '39', '41', '42', '43', '50', '51', '70', '90', '99', '1', '2'])
        assert.ok(codes.has(code), code);
      const primary = new Set(
        pupils(1)
          .flatMap(relations)
          .map((text) => text.split('$')[1]),
      );
      for (const code of ['1', '2', '10', '20']) assert.ok(primary.has(code), code);
      for (const text of pupils(2).flatMap(relations)) assert.equal(text.split('$').length, 6);
      for (const text of pupils(1).flatMap(relations)) assert.equal(text.split('$').length, 2);
    });

    it('a step-parent in charge, a grandparent and a contact of the old form', () => {
      const texts = pupils(2)
        .flatMap(relations)
        .map((text) => text.slice(text.indexOf('$') + 1));
      for (const text of ['39$0$2$1$0', '38$0$3$1$0', '50$1$1$0$0', '51$1$1$0$1', '10$1$1$0$0', '20$0$1$0$0'])
        assert.ok(texts.includes(text), text);
      assert.ok(texts.some((text) => text.endsWith('$0$0$1$0')));
    });

    it('one adult named twice for a pupil, and a pupil whose adults have no authority', () => {
      assert.ok(pupils(2).some((one) => guardiansOf(one).size < relations(one).length));
      assert.ok(
        pupils(2).some(
          (one) => relations(one).length > 0 && relations(one).every((text) => text.split('$')[3] !== '1'),
        ),
      );
    });

    it('separated parents at two addresses', () => {
      for (const degree of both) {
        const addresses = new Map(of(degree, 'PersRelEleve').map((one) => [one.id, firstOf(one, 'ENTPersonAdresse')]));
        assert.ok(
          pupils(degree).some((one) => new Set([...guardiansOf(one)].map((id) => addresses.get(id ?? ''))).size > 1),
        );
      }
    });

    it('an organisation as guardian, a guardian of nobody, one abroad, empty phones and mails', () => {
      for (const degree of both) {
        const guardians = of(degree, 'PersRelEleve');
        assert.ok(
          guardians.some((one) => given(one) === '' && firstOf(one, 'personalTitle', 'ENTPersonCivilite') === ''),
        );
        assert.ok(
          guardians.some((one) => valuesOf(one, 'ENTAuxPersRelEleveEleve', 'ENTPersRelEleveEleve').length === 0),
        );
        assert.ok(guardians.some((one) => firstOf(one, 'ENTPersonPays') === 'SUISSE'));
        assert.ok(
          guardians.some(
            (one) =>
              firstOf(one, 'mobile', 'ENTPersRelEleveTelMobile') === '' && firstOf(one, 'mail', 'ENTPersonMail') === '',
          ),
        );
        assert.ok(
          guardians.every((one) =>
            /^$|@exemple\.invalid$|@ac-exemple\.invalid$/.test(firstOf(one, 'mail', 'ENTPersonMail')),
          ),
        );
      }
    });

    it('every title, and none', () => {
      const titles = new Set(
        both.flatMap((degree) => pupils(degree).map((one) => firstOf(one, 'personalTitle', 'ENTPersonCivilite'))),
      );
      assert.deepEqual([...titles].sort(), ['', 'M.', 'Mlle', 'Mme']);
    });

    it('HTML entities left in values', () => {
      for (const degree of both)
        assert.ok(of(degree, 'PersRelEleve').some((one) => firstOf(one, 'ENTPersonAdresse').includes('&Eacute;')));
      assert.ok(
        of(2, 'EtabEducNat').some((one) =>
          valuesOf(one, 'ENTStructureGroupes').some((text) => text.includes('&Acirc;')),
        ),
      );
    });

    it('difficult names', () => {
      const names = both.flatMap((degree) => pupils(degree).map(surname));
      for (const name of [
        "D'ARCANGELO",
        'DE LA TOUR DU PIN',
        'MUÑOZ',
        'LEBŒUF',
        'ÉTIENNE-DUPRÉ',
        'EL AMRANI',
        "N'GUESSAN",
      ])
        assert.ok(names.includes(name), name);
      const firsts = both.flatMap((degree) => pupils(degree).map(given));
      assert.ok(firsts.some((name) => name.includes('-')) && firsts.some((name) => name.includes(' ')));
    });

    it('class codes with a space, an ampersand, an apostrophe and accents; a class of two MEFs; a pupil without a class', () => {
      const codes = of(2, 'EtabEducNat').flatMap((one) => valuesOf(one, 'ENTStructureClasses'));
      for (const code of ['5 C$', '3E&1$', "4'C$", '3ÈME PRÉPA$'])
        assert.ok(
          codes.some((text) => text.startsWith(code)),
          code,
        );
      assert.ok(codes.some((text) => text.split('$').length === 4 && text.endsWith('1031000F11A')));
      assert.ok(pupils(2).some((one) => classOf(one) === ''));
    });

    it('classes of several levels, and labels that hold the teacher', () => {
      const levels = Map.groupBy(pupils(1), classOf);
      assert.ok(
        [...levels].some(([code, list]) => code && new Set(list.map((one) => firstOf(one, 'ENTEleveNiveau'))).size > 1),
      );
      const teachers = of(1, 'PersEducNat').map((one) => `${firstOf(one, 'ENTPersonCivilite')} ${surname(one)}`);
      const labels = [...levels.keys()].filter(Boolean).map((text) => text.split('$')[4] ?? '');
      assert.ok(labels.some((label) => teachers.some((teacher) => label.endsWith(teacher))));
      assert.ok(labels.some((label) => !/M\.|Mme/.test(label)));
      for (const code of levels.keys()) if (code) assert.equal(code.split('$').length, 5);
      assert.ok(pupils(1).some((one) => firstOf(one, 'ENTPersonGroupes').split('$').length === 5));
    });

    it('facts of the day for the commune, both ways', () => {
      for (const name of ['RestaurantScolaire', 'Transport', 'GarderieMatin', 'GarderieSoir', 'EtudesSurveillees']) {
        const flags = new Set(pupils(1).map((one) => firstOf(one, `ENTEleve${name}`)));
        assert.deepEqual([...flags].sort(), ['N', 'O']);
      }
    });

    it('staff over three structures, over a dozen, attached elsewhere, without object, without function', () => {
      const functions = (one: ReadRequest) => valuesOf(one, 'ENTPersonFonctions');
      const known = new Set(both.flatMap((degree) => of(degree, 'EtabEducNat').map((one) => one.id)));
      for (const degree of both) {
        const staff = of(degree, 'PersEducNat');
        assert.ok(
          staff.some((one) => functions(one).length === 3 && functions(one).every((text) => text.includes('$ENS$'))),
        );
        assert.ok(staff.some((one) => !known.has(firstOf(one, 'ENTPersonStructRattach'))));
      }
      assert.ok(
        of(2, 'PersEducNat').some(
          (one) => functions(one).length >= 12 && functions(one).every((text) => text.includes('$ORI$')),
        ),
      );
      assert.ok(of(2, 'PersEducNat').some((one) => functions(one)[0]?.endsWith('$-$SANS OBJET$$')));
      assert.ok(of(2, 'PersEducNat').some((one) => functions(one).length === 0));
      assert.ok(of(2, 'EtabEducNat').some((one) => firstOf(one, 'ENTStructureTypeStruct') === 'SANS OBJET'));
      assert.ok(
        of(1, 'PersEducNat').some(
          (one) => firstOf(one, 'ENTEnsFonctionDir') !== '' && functions(one).some((text) => text.includes('$ENS$')),
        ),
      );
    });

    it('an agent who is also a parent: two identifiers, one name and one mail', () => {
      for (const degree of both) {
        const agents = new Map(
          of(degree === 1 ? 2 : 1, 'PersEducNat').map((one) => [firstOf(one, 'mail', 'ENTPersonMail'), one]),
        );
        const parent = of(degree, 'PersRelEleve').find((one) =>
          agents.has(firstOf(one, 'mail', 'ENTPersonMail') || '-'),
        );
        assert.ok(parent);
        const agent = agents.get(firstOf(parent, 'mail', 'ENTPersonMail'));
        assert.ok(
          agent && surname(agent) === surname(parent) && given(agent) === given(parent) && agent.id !== parent.id,
        );
      }
    });
  });
}
