import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../../ui/choice.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DateField, SelectField, TextArea } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { audiences } from '../audience.ts';
import { bannerKinds, type listBanners, removeBanner, writeBanner } from './contract.ts';
import { texts } from './texts.ts';

type Board = Answer<typeof listBanners>;

interface Shown {
  readonly ctx: SessionContext;
  readonly board: Board;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
  readonly chosen?: readonly string[] | undefined;
}

/** The banners of the places one speaks for, and the form for another. */
export const bannersView = (shown: Shown): View => ({
  title: texts[shown.ctx.locale].title,
  shell: 'app',
  density: 'gestion',
  destination: 'more',
  body: <Banners {...shown} />,
});

function Banners(shown: Shown): ReactElement {
  const { ctx, board } = shown;
  const t = texts[ctx.locale];
  return (
    <>
      <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
      {board.banners.length === 0 ? (
        <EmptyState drawing="letterbox" title={t.none} level={2}>
          <p>{t.noneText}</p>
        </EmptyState>
      ) : (
        <List label={t.title}>
          {board.banners.map((banner) => (
            <Line key={banner.id} ctx={ctx} banner={banner} />
          ))}
        </List>
      )}
      <Section title={t.newTitle}>
        <NewBanner {...shown} />
      </Section>
    </>
  );
}

function Line({ ctx, banner }: { ctx: SessionContext; banner: Board['banners'][number] }): ReactElement {
  const t = texts[ctx.locale];
  const days = t.days(dayInWords(banner.from, ctx.locale), dayInWords(banner.until, ctx.locale));
  return (
    <ListRow
      lead={<Icon name="megaphone" />}
      title={banner.words}
      subtitle={`${t.kinds[banner.kind]} · ${banner.place ?? t.everywhere} · ${days}`}
      trail={
        <form action={addressOf(removeBanner, { bannerId: banner.id })} method="post">
          <Button variant="secondary" size="small" aria-label={t.removeLabel(banner.words)}>
            {t.remove}
          </Button>
        </form>
      }
    />
  );
}

function NewBanner({ ctx, board, refusal, typed = {}, chosen = [] }: Shown): ReactElement {
  const t = texts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  const { today } = ctx.actor;
  return (
    <Form action={writeBanner.path}>
      <FormErrors errors={errors} />
      <RadioGroup
        name="kind"
        label={t.kind}
        value={typed.kind ?? 'information'}
        options={bannerKinds.map((value) => ({ value, label: t.kinds[value] }))}
      />
      <TextArea
        name="words"
        label={t.words}
        help={t.wordsHelp}
        value={typed.words}
        error={errorOf('words')}
        maxLength={280}
        required
      />
      <SelectField
        name="place"
        label={t.place}
        value={typed.place ?? board.places[0]?.value}
        error={errorOf('place')}
        options={board.places.map(({ value, name }) => ({ value, label: name ?? t.everywhere }))}
        required
      />
      <CheckboxGroup
        name="audiences"
        label={t.audiences}
        help={t.audiencesHelp}
        values={chosen}
        options={audiences.map((value) => ({ value, label: t.audienceNames[value] }))}
        inline
      />
      <DateField name="from" label={t.from} value={typed.from ?? today} error={errorOf('from')} required />
      <DateField name="until" label={t.until} value={typed.until ?? today} error={errorOf('until')} required />
      <Actions>
        <Button>{t.submit}</Button>
      </Actions>
    </Form>
  );
}

function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const { refused } = texts[ctx.locale];
  const sentences: Readonly<Record<string, string>> = refused;
  if (refusal.code === 'portal.closed-without-school')
    return [{ field: 'place', message: refused['portal.closed-without-school'] }];
  if (refusal.code === 'portal.banner-days-crossed')
    return [{ field: 'until', message: refused['portal.banner-days-crossed'] }];
  if (refusal.code === 'platform.factor-needed') return [{ field: 'place', message: texts[ctx.locale].factorNeeded }];
  return refusal.fields.flatMap(({ field, code }) => {
    const message = sentences[code];
    return message ? [{ field, message }] : [];
  });
}
