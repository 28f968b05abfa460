import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { copyDelivery, damageFile, editFile } from './damage.ts';
import { type Category, deleteRequest, fileObject } from './envelope.ts';

/*
 * Damaged objects in a sound container: an importer sets them apart, says why, and goes on. Each function takes the
 * folder of a sound delivery, leaves it alone, writes a damaged copy under `out`, and names the objects concerned.
 */

export interface Damaged {
  path: string;
  /** Identifiers of the objects that should be set apart or reported, in the order of the file. */
  about: string[];
}

const UNKNOWN_ID = '999999999';

const requestsOf = (text: string): string[] => text.match(/<addRequest>[\s\S]*?<\/addRequest>\n/g) ?? [];
const idOf = (request: string): string => /<id>([^<]*)<\/id>/.exec(request)?.[1] ?? '';
const schoolOf = (request: string): string =>
  /<attr name="ENTPersonStructRattach"><value>([^<]*)</.exec(request)?.[1] ?? '';

/** Replaces the values of one attribute within one request; the request must carry it. */
function setValues(request: string, attribute: string, ...values: string[]): string {
  const line = new RegExp(`<attr name="${attribute}">.*?</attr>`);
  if (!line.test(request)) throw new Error(`no ${attribute} in ${idOf(request)}`);
  const xml = values.map((value) => `<value>${value}</value>`).join('');
  return request.replace(line, () => `<attr name="${attribute}">${xml}</attr>`);
}

/** Applies `damage` to the first requests of a file that accept it, up to `count`. */
function damageRequests(
  folder: string,
  out: string,
  category: Category,
  count: number,
  damage: (request: string, all: string[]) => string | undefined,
): Damaged {
  const path = copyDelivery(folder, out);
  const about: string[] = [];
  damageFile(path, new RegExp(`_${fileObject(category)}_0000`), (text) => {
    const all = requestsOf(text);
    let edited = text;
    for (const request of all) {
      if (about.length === count) break;
      const damaged = damage(request, all);
      if (damaged === undefined) continue;
      about.push(idOf(request));
      edited = edited.replace(request, () => damaged);
    }
    return edited;
  });
  if (about.length < count) throw new Error(`only ${about.length} of ${count} objects of ${folder} could be damaged`);
  return { path, about };
}

const degreeOf = (folder: string): 1 | 2 => (basename(folder).startsWith('ENT1') ? 1 : 2);

/** One pupil told twice in the same file, the second time under another first name. */
export const repeatPupil = (folder: string, out: string): Damaged =>
  damageRequests(folder, out, 'Eleve', 1, (request) => {
    const given = degreeOf(folder) === 1 ? 'ENTPersonPrenom' : 'givenName';
    return `${request}\n${setValues(request, given, 'Doublon')}`;
  });

/** An identifier that is not the ENTPersonJointure beside it. */
export const contradictIdentifier = (folder: string, out: string): Damaged =>
  damageRequests(folder, out, 'Eleve', 1, (request) => setValues(request, 'ENTPersonJointure', UNKNOWN_ID));

/** Three pupils who name, beside their own, a guardian whom no file describes. */
export const nameUnknownGuardian = (folder: string, out: string): Damaged =>
  damageRequests(folder, out, 'Eleve', 3, (request) => {
    const [attribute, relation] =
      degreeOf(folder) === 1
        ? ['ENTEleveAutoriteParentale', `${UNKNOWN_ID}$2`]
        : ['ENTElevePersRelEleve', `${UNKNOWN_ID}$10$1$1$0$0`];
    const own = new RegExp(`<attr name="${attribute}">(<value>.*</value>)</attr>`).exec(request)?.[1];
    if (own === undefined) return undefined;
    const added = `<attr name="${attribute}">${own}<value>${relation}</value></attr>`;
    return request.replace(new RegExp(`<attr name="${attribute}">.*</attr>`), () => added);
  });

/** A pupil attached to a structure that no file describes. */
export const nameUnknownSchool = (folder: string, out: string): Damaged =>
  damageRequests(folder, out, 'Eleve', 1, (request) => setValues(request, 'ENTPersonStructRattach', UNKNOWN_ID));

/** A guardian who names a pupil whom no file describes. */
export const nameUnknownPupil = (folder: string, out: string): Damaged =>
  damageRequests(folder, out, 'PersRelEleve', 1, (request) =>
    setValues(request, degreeOf(folder) === 1 ? 'ENTPersRelEleveEleve' : 'ENTAuxPersRelEleveEleve', UNKNOWN_ID),
  );

/** 2D: a collège attached to its own SEGPA, which is attached to it. */
export const attachInCircle = (folder: string, out: string): Damaged =>
  damageRequests(folder, out, 'EtabEducNat', 1, (request, all) => {
    const id = idOf(request);
    const child = all.find((one) => one.includes(`<attr name="ENTEtablissementStructRattachFctl"><value>${id}<`));
    return child && setValues(request, 'ENTEtablissementStructRattachFctl', idOf(child));
  });

/** 2D: a pupil in a class that the school does not declare. */
export const nameUnknownClass = (folder: string, out: string): Damaged =>
  damageRequests(folder, out, 'Eleve', 1, (request) =>
    setValues(request, 'ENTEleveClasses', `${schoolOf(request)}$9Z INCONNUE`),
  );

/** A pupil in two classes of the same school, those of the two first pupils of different classes. */
export const seatTwice = (folder: string, out: string): Damaged =>
  damageRequests(folder, out, 'Eleve', 1, (request, all) => {
    const attribute = degreeOf(folder) === 1 ? 'ENTPersonClasses' : 'ENTEleveClasses';
    const classOf = (one: string) => new RegExp(`<attr name="${attribute}"><value>([^<]*)<`).exec(one)?.[1];
    const own = classOf(request);
    const other = all.find((one) => schoolOf(one) === schoolOf(request) && classOf(one) && classOf(one) !== own);
    return own && other ? setValues(request, attribute, own, classOf(other) ?? '') : undefined;
  });

/** An attribute that nobody knows, on every pupil of one file: reported once. */
export const addUnknownAttribute = (folder: string, out: string): Damaged => {
  const path = copyDelivery(folder, out);
  damageFile(path, /_Eleve_0000/, (text) =>
    text.replaceAll(
      '<attributes>\n',
      '<attributes>\n<attr name="ENTEleveAttributInconnu"><value>nouveau</value></attr>\n',
    ),
  );
  return { path, about: ['ENTEleveAttributInconnu'] };
};

/** A Delta that deletes a pupil whom nobody knows. */
export const deleteUnknown = (deltaFolder: string, out: string): Damaged => {
  const path = copyDelivery(deltaFolder, out);
  damageFile(path, /_Eleve_0000/, (text) =>
    text.replace('</ficAlimMENESR>', () => `${deleteRequest('Eleve', UNKNOWN_ID)}</ficAlimMENESR>`),
  );
  return { path, about: [UNKNOWN_ID] };
};

/** The share of a school's pupils that is missing from the delivery; those who remain are untouched. */
export function emptySchool(folder: string, out: string, school: string, share = 0.6): Damaged {
  const path = copyDelivery(folder, out);
  const about: string[] = [];
  let seen = 0;
  for (const name of readdirSync(path).sort()) {
    if (!/_Eleve_\d{4}/.test(name)) continue;
    const drop: string[] = [];
    editFile(path, new RegExp(`^${name}$`), (text) => {
      for (const request of requestsOf(text)) {
        if (schoolOf(request) !== school) continue;
        // Spread over the file, so that all classes lose pupils.
        if (Math.floor((seen + 1) * share) > Math.floor(seen * share)) drop.push(request);
        seen += 1;
      }
      about.push(...drop.map(idOf));
      return drop.reduce((rest, request) => rest.replace(`${request}\n`, ''), text);
    });
  }
  if (about.length === 0) throw new Error(`no pupil of ${school} in ${folder}`);
  return { path, about };
}
