import type { Module } from '../../../platform/module.ts';
import type { BuiltPerson } from '../../directory/builders.ts';

interface Word {
  readonly author: BuiltPerson;
  readonly text: string;
  readonly schoolId: string;
  hidden: boolean;
}

/** A wall on which people of a test write, read by everybody: what another module keeps in tables of its own. */
export function buildWall(): { readonly words: Map<string, Word>; readonly module: Pick<Module, 'reportables'> } {
  const words = new Map<string, Word>();
  const setHidden = async (subjects: readonly string[], hidden: boolean): Promise<void> => {
    for (const subject of subjects) {
      const word = words.get(subject);
      if (word) word.hidden = hidden;
    }
  };
  const load: NonNullable<Module['reportables']>[number]['load'] = async (_db, _actor, subject) => {
    const word = words.get(subject);
    return word && !word.hidden
      ? {
          title: 'Mur',
          text: word.text,
          author: { id: word.author.id, name: word.author.displayName },
          schoolId: word.schoolId,
          at: new Date('2026-11-23T10:00:00Z'),
          recipients: 24,
          attachments: [{ name: 'photo.jpg', bytes: 1200, sha256: 'ab'.repeat(32) }],
        }
      : undefined;
  };
  const reportable = {
    place: 'test.wall',
    label: () => 'un mot sur le mur',
    load,
    hide: (_tx: unknown, subjects: readonly string[]) => setHidden(subjects, true),
    restore: (_tx: unknown, subjects: readonly string[]) => setHidden(subjects, false),
  };
  return { words, module: { reportables: [reportable] } };
}
