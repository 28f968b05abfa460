import { type Answer, addressOf, type Input } from '../../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { Button } from '../../../../ui/button.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { TextField } from '../../../../ui/field.tsx';
import { Form, Hidden } from '../../../../ui/form.tsx';
import { Pagination, Tabs } from '../../../../ui/navigation.tsx';
import { PageHeader } from '../../../../ui/page.tsx';
import { PeopleList } from '../../pages/people-list.tsx';
import { verbs } from '../catalogue.ts';
import { listReach } from '../contract.ts';
import { texts } from '../texts.ts';

/** The people whom one sees, or to whom one may write: one's own, or those of somebody whom one checks. */
export function reachPage(
  { locale }: SessionContext,
  { of, people, next }: Answer<typeof listReach>,
  { query }: { readonly query: Input<typeof listReach>['query'] },
): View {
  const t = texts[locale].reach;
  const { verb, q } = query;
  const title = of ? t.titleOf[verb](of.displayName) : t.title[verb];
  const here = of ? { of: of.id } : {};
  return {
    title: q ? `${q} · ${title}` : title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={title} subtitle={of ? t.subtitleOf : t.subtitle} />
        <Tabs
          label={t.switchLabel}
          items={verbs.map((one) => ({
            label: texts[locale].verbs[one],
            href: addressOf(listReach, {}, { ...here, verb: one, ...(q ? { q } : {}) }),
            current: one === verb,
          }))}
        />
        <Form action={listReach.path} method="get">
          {of && <Hidden name="of" value={of.id} />}
          <Hidden name="verb" value={verb} />
          <TextField name="q" type="search" label={t.label} value={q} idPrefix="reach" />
          <Button variant="secondary" icon="search">
            {t.search}
          </Button>
        </Form>
        <PeopleList label={t.results} people={people} />
        {people.length === 0 && !next && (
          <EmptyState drawing="magnifier" title={q ? t.noneFound : t.none} level={2}>
            <p>{q ? t.noneFoundHint : t.noneHint}</p>
          </EmptyState>
        )}
        <Pagination
          label={t.more}
          next={next ? addressOf(listReach, {}, { ...here, verb, ...(q ? { q } : {}), after: next }) : undefined}
        />
      </>
    ),
  };
}
