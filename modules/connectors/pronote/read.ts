import { decodeHTML } from 'entities';
import { SaxesParser } from 'saxes';

/*
 * What a PRONOTE says of one pupil or of a parent's children (its "accueil ENT", version 1.03). Read strictly: one document of that
 * namespace, no document type, nothing deep or endless; what is not known is passed over. Texts come out plain: what a teacher wrote as
 * HTML is never put in a page.
 */

const NAMESPACE = 'http://www.index-education.com/accueilENT';
const MOST_DEPTH = 16;
const MOST_ELEMENTS = 20_000;
const LONGEST = 160;

export interface PronoteMark {
  readonly subject: string;
  /** As it is written: `14,50`, `Abs`. */
  readonly mark: string;
  readonly scale: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
}

export interface PronoteHomework {
  readonly subject: string;
  /** `YYYY-MM-DD` */
  readonly due: string;
  readonly text: string;
  readonly page: string | undefined;
}

export interface PronotePupil {
  readonly familyName: string;
  readonly givenName: string;
  readonly marks: readonly PronoteMark[];
  readonly homework: readonly PronoteHomework[];
  /** Absences and delays that nobody has accounted for. */
  readonly unexplained: number;
  /** Pages of the pupil in PRONOTE. */
  readonly pages: readonly { readonly page: string; readonly name: string }[];
}

interface Node {
  readonly name: string;
  readonly page: string | undefined;
  readonly label: string | undefined;
  readonly children: Node[];
  text: string;
}

/** The pupils of a document; undefined for what is not one. */
export function readPronote(xml: string): readonly PronotePupil[] | undefined {
  const root = treeOf(xml);
  if (root?.name === 'Eleve') return [pupilOf(root)];
  return root?.name === 'Parent' ? all(root, 'Eleve').map(pupilOf) : undefined;
}

function treeOf(xml: string): Node | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const open: Node[] = [];
  let root: Node | undefined;
  let count = 0;
  let broken = false;
  const stop = (): void => {
    broken = true;
  };
  parser.on('error', stop);
  parser.on('doctype', stop);
  parser.on('opentag', ({ local, uri, attributes }) => {
    count += 1;
    if (count > MOST_ELEMENTS || open.length >= MOST_DEPTH || uri !== NAMESPACE) stop();
    const node: Node = {
      name: local,
      page: pageCode(attributes.page?.value),
      label: attributes.nom?.value,
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
  });
  const said = (text: string): void => {
    const node = open.at(-1);
    if (node) node.text += text;
  };
  parser.on('text', said);
  parser.on('cdata', said);
  parser.on('closetag', () => {
    open.pop();
  });
  try {
    parser.write(xml).close();
  } catch {
    return undefined;
  }
  return broken ? undefined : root;
}

/** The code of a page, as it may stand in an address. */
const pageCode = (given: string | undefined): string | undefined =>
  given !== undefined && /^[0-9A-Za-z]{1,40}$/.test(given) ? given : undefined;

const all = (node: Node | undefined, name: string): Node[] => node?.children.filter((one) => one.name === name) ?? [];
const first = (node: Node | undefined, name: string): Node | undefined => all(node, name)[0];
const textOf = (node: Node | undefined, name: string): string => plain(first(node, name)?.text ?? '');
const dayOf = (node: Node | undefined, name: string): string =>
  /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(textOf(node, name))?.[0] ?? '';

/** A text without tags or entities, on one line, cut where it is long. */
function plain(html: string): string {
  const words = decodeHTML(html.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/[<>]/g, ' ')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1).trimEnd()}…` : words;
}

function pupilOf(node: Node): PronotePupil {
  const lessons = all(first(node, 'PageCahierDeTextes'), 'CahierDeTextes');
  const life = first(node, 'PageVieScolaire');
  return {
    familyName: textOf(node, 'Nom'),
    givenName: textOf(node, 'Prenom'),
    marks: all(first(node, 'PageReleveDeNotes'), 'Devoir').map((one) => ({
      subject: textOf(one, 'Matiere'),
      mark: textOf(one, 'Note'),
      scale: textOf(one, 'Bareme'),
      day: dayOf(one, 'Date'),
    })),
    homework: lessons.flatMap((lesson) =>
      all(lesson, 'TravailAFaire').map((one) => ({
        subject: textOf(lesson, 'Matiere'),
        due: dayOf(one, 'PourLe'),
        text: textOf(one, 'Descriptif'),
        page: one.page,
      })),
    ),
    unexplained: [...all(life, 'Absence'), ...all(life, 'Retard')].filter((one) => textOf(one, 'Justifie') === 'false')
      .length,
    pages: all(node, 'PagePronote').flatMap(({ page, label }) => (page && label ? [{ page, name: plain(label) }] : [])),
  };
}
