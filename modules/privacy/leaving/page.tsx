import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showHeld } from '../held/contract.ts';
import { chooseLeaving, type showLeaving } from './contract.ts';
import { texts } from './texts.ts';

type Leave = Answer<typeof showLeaving>['leaves'][number];

/** Who is on the way out, until when, and what may be chosen. For who left it is the whole product. */
export function leavingPage({ locale, actor }: SessionContext, { leaves }: Answer<typeof showLeaving>): View {
  const t = texts[locale];
  const hasLeft = actor.leftOn !== null;
  return {
    title: t.title,
    shell: hasLeft ? 'door' : 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={hasLeft ? t.leadOwn : t.lead} />
        {leaves.length === 0 && (
          <EmptyState drawing="all-done" title={t.none} level={2}>
            <p>{t.noneHint}</p>
          </EmptyState>
        )}
        {leaves.map((leave) => (
          <LeaveSection key={leave.person.id} leave={leave} locale={locale} today={actor.today} />
        ))}
        {hasLeft && (
          <Form action="/sign-out" fullLoad>
            <Button variant="quiet" icon="log-out">
              {t.signOut}
            </Button>
          </Form>
        )}
      </>
    ),
  };
}

function LeaveSection({ leave, locale, today }: { leave: Leave; locale: Locale; today: string }): ReactElement {
  const t = texts[locale];
  const on = (day: string): string => dayInWords(day, locale);
  return (
    <Section title={leave.isOwn ? t.own : leave.person.name}>
      {leave.isHeld ? (
        <Notice tone="info">
          <p>{t.held}</p>
        </Notice>
      ) : (
        leave.choice === 'erase' && (
          <Notice tone="attention">
            <p>{leave.eraseOn <= today ? t.tonight : t.earlyOn(on(leave.eraseOn))}</p>
          </Notice>
        )
      )}
      <List label={t.days}>
        <ListRow title={on(leave.leftOn)} subtitle={t.leftOn} />
        {(leave.isDisabled || leave.isHeld || leave.disabledOn < leave.eraseOn) && (
          <ListRow title={on(leave.disabledOn)} subtitle={leave.isDisabled ? t.closedOn : t.closesOn} />
        )}
        {!leave.isHeld && <ListRow title={on(leave.eraseOn)} subtitle={t.erasedOn} />}
      </List>
      <p>
        <LinkButton
          href={addressOf(showHeld, {}, leave.isOwn ? {} : { person: leave.person.id })}
          variant="secondary"
          icon="download"
        >
          {t.take}
        </LinkButton>
      </p>
      {leave.mayChoose && (
        <Form action={addressOf(chooseLeaving)} label={t.choiceOf(leave.person.name)} fullLoad>
          <Hidden name="person" value={leave.person.id} />
          <p>{leave.choice === 'erase' ? t.changeHint : t.choiceHint}</p>
          {leave.sharesChoice && leave.choice !== 'erase' && <p>{t.othersHint}</p>}
          {leave.choice !== 'keep' && (
            <Actions>
              <Button name="choice" value="keep" variant={leave.choice === 'erase' ? 'primary' : 'secondary'}>
                {leave.choice === 'erase' ? t.keepAfterAll : t.keep}
              </Button>
            </Actions>
          )}
          {leave.choice !== 'erase' && (
            // This page has no script: what cannot be taken back is asked in two steps all the same.
            <Details summary={t.erase}>
              <p>{leave.sharesChoice ? t.eraseSharedText : t.eraseText}</p>
              <Actions>
                <Button name="choice" value="erase" variant="danger">
                  {t.eraseSure}
                </Button>
              </Actions>
            </Details>
          )}
        </Form>
      )}
      {leave.isOwn && !leave.mayChoose && !leave.isHeld && <p>{t.guardiansChoose}</p>}
    </Section>
  );
}
