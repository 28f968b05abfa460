import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { Place } from '../../../platform/tables/table.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Progress } from '../../../ui/facts.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { iconOf } from '../../../ui/icon-names.ts';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { showConsole } from '../doors/contract.ts';
import { texts as doors } from '../doors/texts.ts';
import { placeSwitch } from '../place-switch.tsx';
import { showAssistant } from './contract.ts';
import { texts } from './texts.ts';

type Shown = Answer<typeof showAssistant>;
type Step = Shown['steps'][number];

/** The steps one under another, the first that is left to do in front. */
export function assistantPage({ locale }: SessionContext, shown: Shown, places: readonly Place[]): View {
  const t = texts[locale];
  const { steps, done, place } = shown;
  const title = t.title(steps.length);
  const next = steps.find((step) => !step.isDone);
  return {
    title: `${title} · ${place.label}`,
    shell: 'app',
    destination: 'more',
    live: [`school:${place.key}`],
    context: placeSwitch(t.places, places, place, ({ key }) => addressOf(showAssistant, {}, { place: key })),
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: doors[locale].title, href: showConsole.path }, { label: title }]} />}
          title={title}
          subtitle={place.label}
        />
        {steps.length === 0 ? (
          <EmptyState drawing="satchel" title={t.none} level={2}>
            <p>{t.noneHint}</p>
          </EmptyState>
        ) : (
          <>
            <Progress label={t.progress} value={done} max={steps.length} text={t.hint(done, steps.length)} />
            <ol className="stack">
              {steps.map((step, at) => (
                <li key={step.key}>
                  <StepCard step={step} rank={at + 1} isNext={step === next} locale={locale} />
                </li>
              ))}
            </ol>
          </>
        )}
      </>
    ),
  };
}

function StepCard(props: { step: Step; rank: number; isNext: boolean; locale: Locale }): ReactElement {
  const { step, rank, isNext, locale } = props;
  const t = texts[locale];
  return (
    <Card
      title={t.step(rank, step.title)}
      level={2}
      lead={<Icon name={step.isDone ? 'circle-check' : iconOf(step.icon)} />}
      ground={step.isDone ? 'sunken' : 'surface'}
      footer={
        step.action ? (
          <LinkButton href={step.action.href} variant={isNext ? 'primary' : 'secondary'}>
            {step.action.label}
          </LinkButton>
        ) : undefined
      }
    >
      <p>
        <Badge tone={step.isDone ? 'mousse' : 'miel'} icon={step.isDone ? 'check' : 'clock'}>
          {step.isDone ? t.done : t.todo}
        </Badge>{' '}
        {step.count}
      </p>
      {!step.isDone && <p>{step.why}</p>}
    </Card>
  );
}
