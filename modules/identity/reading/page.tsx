import type { ReactElement } from 'react';
import type { SessionContext } from '../../../platform/http/context.ts';
import { type ReadingAids, readingChoices } from '../../../platform/http/reading.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { audienceOf } from '../sessions/kinds.ts';
import { chooseReading } from './contract.ts';
import { texts } from './texts.ts';

/** The aids, one choice each, and a text that shows them at once after "Apply". */
export const readingView = (ctx: SessionContext): View => ({
  title: texts[ctx.locale].title,
  shell: 'app',
  body: <Reading ctx={ctx} />,
});

function Reading({ ctx }: { ctx: SessionContext }): ReactElement {
  const t = texts[ctx.locale];
  const { reading } = ctx;
  return (
    <>
      <PageHeader title={t.title} subtitle={<p>{audienceOf(ctx.actor) === 'adult' ? t.lead : t.leadYoung}</p>} />
      <Card title={t.sampleTitle} level={2}>
        <p>{t.sample}</p>
      </Card>
      <Form action={chooseReading.path}>
        <Choice name="font" label={t.font} words={t.fonts} reading={reading} />
        <Choice name="size" label={t.size} words={t.sizes} reading={reading} />
        <Choice name="leading" label={t.leading} words={t.leadings} reading={reading} />
        <Choice name="spacing" label={t.spacing} words={t.spacings} reading={reading} />
        <Choice name="measure" label={t.measure} words={t.measures} reading={reading} />
        <Choice name="theme" label={t.theme} words={t.themes} reading={reading} />
        <Choice name="motion" label={t.motion} words={t.motions} reading={reading} />
        <Actions>
          <Button>{t.submit}</Button>
        </Actions>
      </Form>
      <form action={chooseReading.path} method="post">
        <Button variant="quiet">{t.reset}</Button>
      </form>
    </>
  );
}

function Choice<A extends keyof typeof readingChoices>(props: {
  name: A;
  label: string;
  words: Readonly<Record<'' | (typeof readingChoices)[A][number], string>>;
  reading: ReadingAids;
}): ReactElement {
  const { name, label, words, reading } = props;
  const choices: readonly ('' | (typeof readingChoices)[A][number])[] = ['', ...readingChoices[name]];
  return (
    <SelectField
      name={name}
      label={label}
      value={reading[name] ?? ''}
      options={choices.map((value) => ({ value, label: words[value] }))}
    />
  );
}
