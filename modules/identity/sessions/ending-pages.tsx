import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import type { showEndPerson } from './ending-contract.ts';
import { texts } from './texts-ending.ts';

/** What is open, and the button that ends it: of a person or of a school. */
export function endingView(
  ctx: SessionContext,
  {
    of,
    counted: { name, sessions, persons },
    action,
    back,
  }: {
    readonly of: 'person' | 'school';
    readonly counted: Answer<typeof showEndPerson>;
    readonly action: string;
    readonly back: string;
  },
): View {
  const t = texts[ctx.locale];
  const words = t[of];
  const title = words.title(name);
  return {
    title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={title} subtitle={<p>{words.lead}</p>} />
        <p>{sessions === 0 ? words.none : words.open(sessions, persons)}</p>
        {sessions > 0 && <p>{words.after}</p>}
        {sessions > 0 ? (
          <Form action={action}>
            <Actions>
              <Button variant="danger">{words.submit}</Button>
              <LinkButton href={back} variant="quiet">
                {t.back}
              </LinkButton>
            </Actions>
          </Form>
        ) : (
          <Actions>
            <LinkButton href={back} variant="secondary">
              {t.back}
            </LinkButton>
          </Actions>
        )}
      </>
    ),
  };
}
