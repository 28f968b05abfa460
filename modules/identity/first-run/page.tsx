import type { ReactElement } from 'react';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { locales } from '../../../platform/texts/texts.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { HoursFields, hoursOf, PaceField } from '../../notifications/index.ts';
import { ImageFieldsOfAll, readImageRights } from '../../safety/index.ts';
import { accountTexts } from '../account/texts.ts';
import { keepFirstHours, keepFirstImages, keepFirstLanguage, LAST_STEP, skipFirstRun } from './contract.ts';
import { texts } from './texts.ts';

type Step = 1 | 2 | 3;

/** One of the three screens. */
export async function firstRunView(ctx: SessionContext, step: number): Promise<View> {
  const t = texts[ctx.locale];
  const at = step as Step;
  const questions = at === 1 ? <Language ctx={ctx} /> : at === 2 ? await hours(ctx) : await images(ctx);
  return {
    title: t.titles[at],
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.titles[at]} above={<p>{t.progress(at, LAST_STEP)}</p>} subtitle={<p>{t.leads[at]}</p>} />
        {questions}
        <Form action={skipFirstRun.path}>
          <Hidden name="step" value={String(at)} />
          <Actions>
            <Button variant="quiet">{t.skip}</Button>
            <LinkButton href="/" variant="quiet">
              {t.later}
            </LinkButton>
          </Actions>
        </Form>
      </>
    ),
  };
}

function Language({ ctx }: { ctx: SessionContext }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Form action={keepFirstLanguage.path} fullLoad>
      <RadioGroup
        name="locale"
        label={t.language}
        value={ctx.locale}
        options={locales.map((value) => ({ value, label: accountTexts[ctx.locale].languages[value] }))}
      />
      <Button wide>{t.keep}</Button>
    </Form>
  );
}

async function hours({ db, actor, locale }: SessionContext): Promise<ReactElement> {
  return (
    <Form action={keepFirstHours.path}>
      <HoursFields locale={locale} hours={await hoursOf(db, actor.personId)} />
      <PaceField locale={locale} />
      <Button wide>{texts[locale].keep}</Button>
    </Form>
  );
}

async function images(ctx: SessionContext): Promise<ReactElement> {
  const t = texts[ctx.locale];
  const { children } = await readImageRights(ctx);
  return (
    <Form action={keepFirstImages.path}>
      <ImageFieldsOfAll locale={ctx.locale} about={children} />
      {children[0] && <p>{t.until(dayInWords(children[0].until, ctx.locale))}</p>}
      <Button wide>{t.finish}</Button>
    </Form>
  );
}
