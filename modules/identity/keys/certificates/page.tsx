import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { instantInWords } from '../../../../platform/texts/days.ts';
import { Actions, Button } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { Checkbox } from '../../../../ui/choice.tsx';
import { DefinitionList } from '../../../../ui/facts.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import type { TurnStep } from '../turn.ts';
import { type listCertificates, type ShownCertificate, turnCertificate } from './contract.ts';
import { texts } from './texts.ts';

type Use = Answer<typeof listCertificates>['uses'][number];

/** Our certificates, use by use, and the one step that can be taken next. */
export function certificatesView(ctx: SessionContext, uses: readonly Use[]): View {
  const t = texts[ctx.locale];
  return {
    title: t.title,
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        {uses.map(({ use, certificates }) => (
          <Section key={use} title={t.uses[use]}>
            {certificates.map((one) => (
              <Certificate key={one.kid} ctx={ctx} one={one} />
            ))}
            {stepsFor(certificates).map((step) => (
              <Form
                key={step}
                action={addressOf(turnCertificate, { use, step })}
                label={`${t.uses[use]} : ${t.steps[step]}`}
              >
                <p>{t.helps[step]}</p>
                {step === 'pass' && certificates.some((one) => isJustPrepared(one, ctx)) && (
                  <Checkbox name="everybody" label={t.everybody} help={t.everybodyHelp} idPrefix={use} required />
                )}
                <Actions>
                  <Button variant="secondary">{t.steps[step]}</Button>
                </Actions>
              </Form>
            ))}
          </Section>
        ))}
      </>
    ),
  };
}

const DAY = 24 * 3600_000;

/** Whether a successor was published within the last day: hardly anybody has read our metadata since. */
export const isJustPrepared = (
  { state, madeAt }: Pick<ShownCertificate, 'state' | 'madeAt'>,
  { now }: Pick<SessionContext, 'now'>,
): boolean => state === 'prepared' && now.getTime() - madeAt.getTime() < DAY;

/** What can be done now: one certificate is turned at a time. */
function stepsFor(certificates: readonly ShownCertificate[]): readonly TurnStep[] {
  const has = (state: ShownCertificate['state']): boolean => certificates.some((one) => one.state === state);
  if (has('former')) return ['retire'];
  return has('prepared') ? ['pass'] : ['prepare'];
}

function Certificate({ ctx, one }: { ctx: SessionContext; one: ShownCertificate }): ReactElement {
  const t = texts[ctx.locale];
  const words = (instant: Date): string => instantInWords(instant, ctx.locale);
  return (
    <Card title={t.states[one.state]} level={3}>
      <DefinitionList
        items={[
          { term: t.fingerprint, value: one.fingerprint },
          { term: t.madeAt, value: words(one.madeAt) },
          ...(one.activeFrom ? [{ term: t.activeFrom, value: words(one.activeFrom) }] : []),
          { term: t.validUntil, value: words(one.validUntil) },
        ]}
      />
    </Card>
  );
}
