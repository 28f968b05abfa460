import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { countInFigures } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Progress } from '../../../ui/facts.tsx';
import { TextField } from '../../../ui/field.tsx';
import { FileRow, Files } from '../../../ui/files.tsx';
import { Form } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { fileAddress, fileFacts, thumbnailAddress } from '../parts.tsx';
import { isNearlyFull, type Usage } from '../rules.ts';
import { texts as fileTexts, sizeInWords } from '../texts.ts';
import { listOwnFiles, removeOwnFile, setQuota, type showStorage } from './contract.ts';
import { texts } from './texts.ts';

/** How full a quota is, as a bar and in words; warmer once it is nearly full. */
function Gauge({ usage, locale }: { usage: Usage; locale: Locale }): ReactElement {
  const t = texts[locale];
  return (
    <Progress
      label={t.space}
      value={Math.min(usage.bytes, usage.quota)}
      max={Math.max(1, usage.quota)}
      text={t.of(sizeInWords(usage.bytes, locale), sizeInWords(usage.quota, locale))}
      tone={isNearlyFull(usage) ? 'brique' : 'lagune'}
    />
  );
}

/** What the person sent. */
export function ownFilesView(
  { locale, actor }: SessionContext,
  { usage, files, next }: Answer<typeof listOwnFiles>,
): View {
  const t = texts[locale];
  const isPupil = actor.roles.includes('pupil');
  return {
    title: t.own,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.own} subtitle={<p>{isPupil ? t.ownLeadTu : t.ownLead}</p>} />
        {isNearlyFull(usage) && (
          <Notice tone="attention" title={t.nearlyFull}>
            <p>{isPupil ? t.ownNearlyFullTu : t.ownNearlyFull}</p>
          </Notice>
        )}
        <Gauge usage={usage} locale={locale} />
        {files.length === 0 ? (
          <EmptyState drawing="satchel" title={t.none} level={2}>
            <p>{t.noneText}</p>
          </EmptyState>
        ) : (
          <Section title={t.files}>
            <Files label={t.files}>
              {files.map((file) => {
                const isOpen = file.scan === 'clean' || file.scan === 'not-scanned';
                return (
                  <FileRow
                    key={file.id}
                    name={file.name}
                    facts={`${fileFacts(file, locale)} · ${file.holds > 0 ? t.attached(file.holds) : t.loose}`}
                    href={isOpen ? fileAddress(file.id) : undefined}
                    says={fileTexts[locale].download}
                    picture={file.thumbnail && isOpen ? { src: thumbnailAddress(file.id), alt: '' } : undefined}
                    trail={
                      file.holds === 0 ? (
                        <form action={addressOf(removeOwnFile, { fileId: file.id })} method="post">
                          <Button variant="quiet" icon="trash-2">
                            {t.remove} <span className="visually-hidden">{file.name}</span>
                          </Button>
                        </form>
                      ) : undefined
                    }
                  />
                );
              })}
            </Files>
            {next && (
              <Actions>
                <LinkButton href={addressOf(listOwnFiles, {}, { before: next })} variant="secondary">
                  {t.more}
                </LinkButton>
              </Actions>
            )}
          </Section>
        )}
      </>
    ),
  };
}

/** How full a school's space is. */
export function storageView(
  { locale }: SessionContext,
  { school, usage, kinds, mayChange }: Answer<typeof showStorage>,
): View {
  const t = texts[locale];
  const wordsOf: Readonly<Record<string, string>> = t.kindOf;
  return {
    title: t.school(school.name),
    shell: 'app',
    density: 'gestion',
    body: (
      <>
        <PageHeader title={t.school(school.name)} subtitle={<p>{t.schoolLead}</p>} />
        {isNearlyFull(usage) && (
          <Notice tone="attention" title={t.schoolNearlyFull}>
            <p>{t.schoolNearlyFullText}</p>
          </Notice>
        )}
        <Gauge usage={usage} locale={locale} />
        <Section title={t.kinds}>
          {kinds.length === 0 ? (
            <EmptyState drawing="satchel" title={t.nothing} level={3}>
              <p>{t.nothingText}</p>
            </EmptyState>
          ) : (
            <Table
              caption={t.kinds}
              captionHidden
              rows={kinds}
              rowKey={({ kind }) => kind}
              columns={[
                { key: 'kind', header: t.kind, namesRow: true, cell: ({ kind }) => wordsOf[kind] ?? kind },
                { key: 'files', header: t.count, cell: ({ files }) => countInFigures(files, locale) },
                { key: 'bytes', header: t.size, cell: ({ bytes }) => sizeInWords(bytes, locale) },
              ]}
            />
          )}
        </Section>
        {mayChange && (
          <Form action={addressOf(setQuota, { schoolUai: school.uai })} label={t.quota}>
            <TextField
              name="gigabytes"
              label={t.quota}
              help={t.quotaHelp}
              type="number"
              width="short"
              min="1"
              max="5000"
              value={String(Math.round(usage.quota / 1_000_000_000))}
              required
            />
            <Actions>
              <Button>{t.save}</Button>
            </Actions>
          </Form>
        )}
      </>
    ),
  };
}
