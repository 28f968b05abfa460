import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { countInFigures, instantInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { texts as stopTexts } from '../stop/texts.ts';
import { CAMPAIGN_TOPIC } from './commands.ts';
import * as contract from './contract.ts';
import { texts } from './texts.ts';

type Listed = Answer<typeof contract.listCampaigns>;
type Shown = Answer<typeof contract.showCampaign>;

interface Counts {
  readonly messages: number;
  readonly recipients: number;
  readonly schools: number;
  readonly senders: number;
}

export const countsInWords = (
  { locale }: SessionContext,
  { messages, recipients, schools, senders }: Counts,
): string => {
  return texts[locale].found(messages, recipients, schools, senders);
};

const stateOf = ({ hiddenAt, restoredAt }: Pick<Shown, 'hiddenAt' | 'restoredAt'>): 'hidden' | 'restored' | 'cut' =>
  restoredAt ? 'restored' : hiddenAt ? 'hidden' : 'cut';

function State({
  ctx,
  campaign,
}: {
  readonly ctx: SessionContext;
  readonly campaign: Pick<Shown, 'hiddenAt' | 'restoredAt'>;
}): ReactElement {
  const state = stateOf(campaign);
  return <Badge tone={state === 'hidden' ? 'lagune' : 'miel'}>{texts[ctx.locale].state[state]}</Badge>;
}

/** The faults of a form, in sentences. */
export function errorsOf(ctx: SessionContext, refusal: Refusal | undefined, whole: string): FormError[] {
  if (!refusal) return [];
  const t = texts[ctx.locale];
  const sentences: Readonly<Record<string, string>> = { ...stopTexts[ctx.locale].refused, ...t.refused };
  if (refusal.fields.length === 0) return [{ field: whole, message: sentences[refusal.code] ?? t.faulty }];
  return refusal.fields.map(({ field, code }) => ({ field, message: sentences[code] ?? t.faulty }));
}

/** The search, alarms, and what was hidden before. */
export function campaignsView(
  ctx: SessionContext,
  listed: Listed,
  typed: Readonly<Record<string, string>>,
  refusal?: Refusal,
): View {
  const { locale } = ctx;
  const t = texts[locale];
  const errors = errorsOf(ctx, refusal, 'words');
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  return {
    title: t.title,
    shell: 'app',
    density: 'pro',
    live: [CAMPAIGN_TOPIC],
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <FormErrors errors={errors} />
        <Section title={t.find}>
          <Form action={contract.makeSearch.path}>
            <TextField
              name="words"
              label={t.words}
              help={t.wordsHelp}
              value={typed.words}
              error={errorOf('words')}
              maxLength={500}
            />
            <TextField name="link" label={t.link} value={typed.link} error={errorOf('link')} maxLength={500} />
            <TextField name="sha256" label={t.sha256} value={typed.sha256} error={errorOf('sha256')} maxLength={64} />
            <TextArea
              name="senders"
              label={t.senders}
              help={t.sendersHelp}
              value={typed.senders}
              error={errorOf('senders')}
              rows={3}
            />
            <SelectField
              name="hours"
              label={t.hours}
              value={typed.hours ?? '24'}
              options={contract.periods.map((value) => ({ value, label: t.periods[value] }))}
            />
            <Checkbox name="whole" label={t.whole} help={t.wholeHelp} checked={typed.whole === 'yes'} />
            <Actions>
              <Button>{t.search}</Button>
            </Actions>
          </Form>
        </Section>
        <Section title={t.alarms}>
          {listed.alarms.length === 0 && <p>{t.noAlarms}</p>}
          <List>
            {listed.alarms.map((alarm) => (
              <ListRow
                key={alarm.id}
                title={alarm.name ?? t.unknown}
                subtitle={`${t.alarm(alarm.sends, alarm.recipients, alarm.usual)} · ${instantInWords(alarm.hour, locale)}`}
                trail={
                  <Form
                    action={addressOf(contract.seeAlarm, { alarmId: alarm.id })}
                    label={`${t.seen} ${alarm.name ?? ''}`}
                  >
                    <Button variant="quiet" size="small">
                      {t.seen}
                    </Button>
                  </Form>
                }
              />
            ))}
          </List>
        </Section>
        <Section title={t.campaigns}>
          {listed.campaigns.length === 0 && <p>{t.noCampaigns}</p>}
          <List>
            {listed.campaigns.map((campaign) => (
              <ListRow
                key={campaign.id}
                href={addressOf(contract.showCampaign, { campaignId: campaign.id })}
                title={t.of(instantInWords(campaign.startedAt, locale))}
                subtitle={`${countsInWords(ctx, campaign)} ${campaign.reason}`}
                trail={<State ctx={ctx} campaign={campaign} />}
              />
            ))}
          </List>
        </Section>
      </>
    ),
  };
}

/** One campaign: how far it went, its evidence, what may still be done. */
export function campaignView(ctx: SessionContext, campaign: Shown): View {
  const { locale } = ctx;
  const t = texts[locale];
  const title = t.of(instantInWords(campaign.startedAt, locale));
  const campaignId = campaign.id;
  return {
    title,
    shell: 'app',
    density: 'pro',
    live: [CAMPAIGN_TOPIC],
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.back, href: contract.listCampaigns.path }, { label: title }]} />}
          title={title}
          subtitle={<State ctx={ctx} campaign={campaign} />}
        />
        <p>{countsInWords(ctx, campaign)}</p>
        {campaign.places.length > 1 && (
          <p>{campaign.places.map(({ kind, copies }) => t.ofKind(kind, countInFigures(copies, locale))).join(' · ')}</p>
        )}
        <p>
          {campaign.reason} {campaign.startedBy && t.by(campaign.startedBy)}
        </p>
        <Section title={t.close}>
          <p>{campaign.doorsClosed > 0 ? t.closed(campaign.doorsClosed) : t.closeLead}</p>
          <Form action={addressOf(contract.closeSenders, { campaignId })}>
            <Actions>
              <Button variant="danger" confirm={t.closeConfirm}>
                {t.close}
              </Button>
            </Actions>
          </Form>
        </Section>
        <Section title={t.texts}>
          <List>
            {campaign.texts.map((text) => (
              <ListRow
                key={`${text.title} ${text.words}`}
                title={text.title}
                subtitle={text.words}
                trail={t.copies(text.copies)}
              />
            ))}
          </List>
        </Section>
        <Section title={t.seal}>
          <Notice tone={campaign.isIntact ? 'success' : 'urgent'}>
            <p>{campaign.isIntact ? t.intact : t.broken}</p>
            <p>
              <code>{campaign.seal}</code>
            </p>
          </Notice>
          {stateOf(campaign) === 'cut' && (
            <Form action={addressOf(contract.resumeCampaign, { campaignId })}>
              <Actions>
                <Button>{t.resume}</Button>
              </Actions>
            </Form>
          )}
          {stateOf(campaign) === 'hidden' && (
            <Form action={addressOf(contract.restoreCampaign, { campaignId })}>
              <Actions>
                <Button variant="secondary">{t.restore}</Button>
              </Actions>
            </Form>
          )}
        </Section>
      </>
    ),
  };
}
