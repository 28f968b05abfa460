import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { type AnyRoute, route } from '../../../platform/http/route.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Form } from '../../../ui/form.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { listSentNotes } from '../notes/contract-staff.ts';
import { texts as noteTexts } from '../notes/texts-staff.ts';
import { chooseRules, schoolToSet } from './commands.ts';
import { setActs, showActs } from './contract.ts';
import { rulesOf } from './queries.ts';
import { acts, signingRules, usualRule } from './rules.ts';
import { texts } from './texts.ts';

/** Where a school says which notes all guardians sign. */
export const actRoutes: readonly AnyRoute[] = [
  route(showActs, {
    handle: async (ctx, { params }) => {
      const { id, uai, name } = await schoolToSet(ctx, params.schoolUai);
      const rules = await rulesOf(ctx.db, id);
      return {
        school: { uai, name },
        acts: acts.map((act) => ({ act, rule: rules[act], usual: usualRule(act) })),
      };
    },
    page: actsView,
  }),
  route(setActs, {
    handle: async (ctx, { params, body }) => ({ changed: await chooseRules(ctx, params.schoolUai, body) }),
    done: (ctx, _answer, { params }) => {
      ctx.flash(texts[ctx.locale].saved);
      return addressOf(showActs, { schoolUai: params.schoolUai });
    },
  }),
];

function actsView(ctx: SessionContext, { school, acts: rows }: Answer<typeof showActs>): View {
  const t = texts[ctx.locale];
  return {
    title: t.pageTitle(school.name),
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[{ label: noteTexts[ctx.locale].sentTitle, href: listSentNotes.path }, { label: t.title }]}
            />
          }
          title={t.title}
          subtitle={<p>{t.lead}</p>}
        />
        <Form action={addressOf(setActs, { schoolUai: school.uai })}>
          {rows.map(({ act, rule, usual }) => (
            <RadioGroup
              key={act}
              name={act}
              label={t.names[act]}
              help={t.usual(t.rules[usual])}
              value={rule}
              options={signingRules.map((value) => ({ value, label: t.rules[value] }))}
              inline
            />
          ))}
          <Actions>
            <Button>{t.submit}</Button>
          </Actions>
        </Form>
      </>
    ),
  };
}
