import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Mail } from '../../../platform/mail/mailer.ts';
import type { MailTarget, NotificationKind } from '../../../platform/module.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { showChoices } from '../choices/contract.ts';
import type { Batch, LeavingEntry } from '../deliveries/claim.ts';
import { ANY_KIND } from '../deliveries/rules.ts';
import { openEntry, showFeed } from '../feed/contract.ts';
import { stopMails } from './contract.ts';
import { texts } from './texts.ts';

/** What a mail is made of; names of children never leave, only the first letters. */
export interface MailParts {
  readonly batch: Batch;
  readonly entries: readonly LeavingEntry[];
  readonly target: MailTarget;
  readonly kinds: readonly NotificationKind[];
  /** `N. D.`, by the child's id. */
  readonly initials: ReadonlyMap<string, string>;
  readonly publicUrl: string;
  /** Signs the link that stops these mails. */
  stopToken(kind: string): string;
}

/** Lines of a gathered mail; what is more is read in the feed. */
const MOST_LINES = 20;

/** Several things that leave together are one mail; a single one has its own words. */
export function mailOf(parts: MailParts): Mail {
  const { batch, entries, target, publicUrl } = parts;
  const named: Named = { ...parts, locale: target.locale };
  const t = texts[target.locale];
  const kinds = new Set(entries.map(({ kind }) => kind));
  const [only] = entries;
  const kind = kinds.size === 1 && only ? only.kind : ANY_KIND;
  const stop = publicUrl + addressOf(stopMails, { token: parts.stopToken(kind) });
  const common = {
    id: `notifications:${batch.id}`,
    to: { address: target.address },
    locale: target.locale,
    notes: [t.why, t.ways(publicUrl + showChoices.path), t.stop(stop)],
    unsubscribe: stop,
  };
  if (entries.length === 1 && only) {
    const [subject, line] = [t.one(kindName(named, only), only.title, childOf(named, only)), only.words];
    return {
      ...common,
      subject: only.urgent ? `${t.urgent}, ${subject}` : subject,
      heading: only.title,
      paragraphs: [line],
      action: { label: t.read, href: publicUrl + addressOf(openEntry, { entryId: only.entryId }) },
    };
  }
  const shown = entries.slice(0, MOST_LINES);
  const more = entries.length - shown.length;
  return {
    ...common,
    subject: t.many(entries.length),
    heading: t.headingOfMany(entries.length),
    paragraphs: [
      ...shown.map((entry) => t.line(kindName(named, entry), entry.title, childOf(named, entry), entry.words)),
      ...(more > 0 ? [t.others(more)] : []),
    ],
    action: { label: t.read, href: publicUrl + addressOf(showFeed) },
  };
}

interface Named {
  readonly locale: Locale;
  readonly kinds: readonly NotificationKind[];
  readonly initials: ReadonlyMap<string, string>;
}

const kindName = ({ kinds, locale }: Named, entry: LeavingEntry): string =>
  kinds.find(({ key }) => key === entry.kind)?.texts[locale].one ?? entry.kind;

function childOf({ initials, locale }: Named, { childIds }: LeavingEntry): string {
  const said = childIds.flatMap((id) => initials.get(id) ?? []).join(', ');
  return said ? texts[locale].child(said) : '';
}

/** The first letters of a name that begins with the family's: "DIALLO Noé" is "N. D.". */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter(Boolean);
  const [family, given] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [given, family]
    .flatMap((word) => (word ? [`${Array.from(word)[0]?.toLocaleUpperCase('fr')}.`] : []))
    .join(' ');
}

/** What a browser is shown of a batch: as little as a mail says. */
export function pushWords(
  named: Named,
  entries: readonly LeavingEntry[],
): { readonly title: string; readonly body: string; readonly href: string } {
  const t = texts[named.locale];
  const [only] = entries;
  if (entries.length === 1 && only)
    return {
      title: t.one(kindName(named, only), only.title, childOf(named, only)),
      body: only.words,
      href: addressOf(openEntry, { entryId: only.entryId }),
    };
  const titles = entries.slice(0, 3).map(({ title }) => title);
  return { title: t.many(entries.length), body: titles.join('\n'), href: addressOf(showFeed) };
}
