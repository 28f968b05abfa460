import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { CAMPAIGN_TOPIC } from './commands.ts';
import * as contract from './contract.ts';
import { countsInWords, errorsOf } from './pages.tsx';
import { texts } from './texts.ts';

type Search = Answer<typeof contract.showSearch>;

/** Of how many lines that named nobody the page tells. */
const UNKNOWN_SHOWN = 20;

/** What was asked for, in one line. */
function askedInWords({ locale }: SessionContext, { asked }: Search): string {
  const t = texts[locale];
  return [
    asked.words && t.asked.words(asked.words),
    asked.link && t.asked.link(asked.link),
    asked.sha256 && t.asked.sha256(asked.sha256),
    asked.senders !== null && t.asked.senders(asked.senders),
    asked.isWhole && t.asked.whole,
    t.periods[asked.hours],
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What a search found: how much, which texts, whose; and the way to hide all of it. */
export function searchView(
  ctx: SessionContext,
  search: Search,
  typed: Readonly<Record<string, string>>,
  refusal?: Refusal,
): View {
  const { locale } = ctx;
  const t = texts[locale];
  const errors = errorsOf(ctx, refusal, 'reason');
  const title = t.searchOf(instantInWords(search.asked.madeAt, locale));
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
          subtitle={<p>{askedInWords(ctx, search)}</p>}
        />
        <FormErrors errors={errors} />
        {search.unknown.length > 0 && (
          <Notice tone="attention">
            <p>{t.unknownLines(search.unknown.slice(0, UNKNOWN_SHOWN).join(', '))}</p>
          </Notice>
        )}
        {search.messages === 0 ? (
          <>
            <p>{t.nothing}</p>
            <p>
              <LinkButton variant="secondary" href={contract.listCampaigns.path}>
                {t.searchAgain}
              </LinkButton>
            </p>
          </>
        ) : (
          <>
            <Section title={t.foundTitle}>
              <p>{countsInWords(ctx, search)}</p>
              {search.isCut && <p>{t.cut}</p>}
              <Form action={addressOf(contract.hideCampaign, { searchId: search.id })}>
                <TextArea
                  name="reason"
                  label={t.reason}
                  value={typed.reason}
                  error={errors.find(({ field }) => field === 'reason')?.message}
                  rows={2}
                  maxLength={500}
                  required
                />
                <Actions>
                  <Button variant="danger" confirm={t.confirm}>
                    {t.hide}
                  </Button>
                </Actions>
              </Form>
            </Section>
            <Section title={t.texts}>
              <List>
                {search.texts.map((text) => (
                  <ListRow
                    key={`${text.kind} ${text.title} ${text.words}`}
                    title={text.title || text.kind}
                    subtitle={text.words}
                    trail={t.ofKind(text.kind, t.copies(text.copies))}
                  />
                ))}
              </List>
            </Section>
            <Section title={t.authors}>
              <List>
                {search.authors.map(({ id, name, copies }) => (
                  <ListRow key={id} title={name} href={`/people/${id}`} trail={t.copies(copies)} />
                ))}
              </List>
            </Section>
          </>
        )}
      </>
    ),
  };
}
