import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { Context, SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, LinkButton, PrintButton } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { PrintedCode } from '../../../ui/printed-code.tsx';
import { squareOf } from '../qr-code.ts';
import { dayInWords } from '../when.ts';
import { printedCode } from './code.ts';
import { scanCode } from './contract.ts';
import type { issueCode } from './issue-contract.ts';
import { texts } from './texts/sheet.ts';

type Issued = Answer<typeof issueCode>;

/** The sheet of a new code: shown this once, ready to print. */
export async function sheetView(ctx: SessionContext, issued: Issued, personUid: string): Promise<View> {
  const link = ctx.publicUrl + addressOf(scanCode, { code: issued.code });
  const square = await squareOf(link);
  const title = texts[ctx.locale].title(issued.displayName);
  return {
    title,
    shell: 'app',
    body: <Sheet ctx={ctx} issued={issued} personUid={personUid} square={square} />,
  };
}

function Sheet(props: { ctx: SessionContext; issued: Issued; personUid: string; square: string }): ReactElement {
  const { ctx, issued, personUid, square } = props;
  const t = texts[ctx.locale];
  const site = ctx.publicUrl.replace(/^https?:\/\//, '');
  return (
    <>
      <PageHeader title={t.title(issued.displayName)} />
      <Notice tone="attention" announce>
        <p>{t.once}</p>
      </Notice>
      <Card>
        <PrintedCode code={printedCode(issued.code)} square={square} squareLabel={t.square} />
        <DefinitionList
          items={[
            { term: t.login, value: issued.login },
            { term: t.until, value: dayInWords(ctx.locale, issued.expiresAt) },
            { term: t.site, value: site },
          ]}
        />
      </Card>
      <Section title={t.stepsTitle}>
        <div className="prose">
          <ol>
            <li>{t.scan(`${site}/activation`)}</li>
            <li>{t.proof[issued.proof]}</li>
            <li>{t.choose}</li>
          </ol>
        </div>
      </Section>
      <Actions>
        <PrintButton variant="primary">{t.print}</PrintButton>
        <LinkButton variant="secondary" href={`/people/${personUid}`}>
          {t.back}
        </LinkButton>
      </Actions>
    </>
  );
}

/** Why no code can be given, and what to do first. */
export function noCodeView(ctx: Context, refusal: Refusal, personUid: string): View {
  const t = texts[ctx.locale];
  const { refused } = t;
  const said = refusal.code in refused ? refused[refusal.code as keyof typeof refused] : refused['identity.no-account'];
  return {
    title: t.part.issue,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.part.issue} />
        <Notice tone="attention">
          <p>{said}</p>
        </Notice>
        <LinkButton variant="secondary" href={`/people/${personUid}`}>
          {t.back}
        </LinkButton>
      </>
    ),
  };
}
