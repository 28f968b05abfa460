import type { ReactElement } from 'react';
import { addressOf } from '../../platform/contract/endpoint.ts';
import type { Locale } from '../../platform/texts/texts.ts';
import { FileRow, Files } from '../../ui/files.tsx';
import { FilesField, type HeldFile } from '../../ui/files-field.tsx';
import type { FileShown } from './attach.ts';
import { openFile, showThumbnail } from './contract.ts';
import { isBlocked } from './rules.ts';
import { sizeInWords, texts } from './texts.ts';

/** Address of a file, for links: the reader is asked for there, and led on. */
export const fileAddress = (fileId: string): string => addressOf(openFile, { fileId });

/** Address of a picture in a size that pages show (320 or 1280 pixels of the longer side). */
export const thumbnailAddress = (fileId: string, size = 320): string =>
  addressOf(showThumbnail, { fileId }, { size: String(size) });

/** « 1,2 Mo, non analysé par un antivirus » */
export function fileFacts({ bytes, scan }: Pick<FileShown, 'bytes' | 'scan'>, locale: Locale): string {
  const t = texts[locale].sizes;
  const words = {
    clean: '',
    'not-scanned': t.notScanned,
    waiting: t.waiting,
    quarantined: t.quarantined,
    unexamined: t.unexamined,
  }[scan];
  return words === '' ? sizeInWords(bytes, locale) : `${sizeInWords(bytes, locale)}, ${words}`;
}

const isOpen = ({ scan }: FileShown): boolean => !isBlocked(scan) && scan !== 'waiting';

/** What hangs on something: each file with its size, what the scanner said, and the way to keep it. */
export function AttachmentList({
  files,
  locale,
}: {
  files: readonly FileShown[];
  locale: Locale;
}): ReactElement | null {
  if (files.length === 0) return null;
  const t = texts[locale];
  return (
    <Files label={t.attachments}>
      {files.map((file) => (
        <FileRow
          key={file.id}
          name={file.name}
          facts={fileFacts(file, locale)}
          href={isOpen(file) ? fileAddress(file.id) : undefined}
          says={t.download}
          picture={
            file.thumbnail && isOpen(file)
              ? { src: thumbnailAddress(file.id), alt: file.alt ?? t.picture(file.name) }
              : undefined
          }
        />
      ))}
    </Files>
  );
}

export interface FileFieldProps {
  /** Field of the form; ids of files that are here already go by `<name>Ids`. */
  name?: string | undefined;
  label: string;
  locale: Locale;
  /** Files at most, those here already included. */
  most?: number | undefined;
  help?: string | undefined;
  error?: string | undefined;
  /** Helps to choose (`image/*`); what comes is judged by its content. */
  accept?: string | undefined;
  /** Photos are made smaller on the device before they leave it. */
  photos?: boolean | undefined;
  /** Whose quota counts them; left out: the first school of the sender. */
  schoolId?: string | null | undefined;
  /** Those that a refused form or a draft holds already. */
  held?: readonly FileShown[] | undefined;
}

/**
 * Several files in a form of another module, whose endpoint has `uploads: fileUploads(['files'])`: sent with the form without a script;
 * with one, as soon as they are chosen, going on after a cut. Its form is `multipart`.
 */
export function FileField({
  name = 'files',
  locale,
  most = 10,
  help,
  held = [],
  schoolId,
  ...props
}: FileFieldProps): ReactElement {
  const here: readonly HeldFile[] = held.map(({ id, name: called, bytes }) => ({
    id,
    name: called,
    size: sizeInWords(bytes, locale),
  }));
  return (
    <FilesField
      {...props}
      name={name}
      most={most}
      help={help ?? texts[locale].fieldHelp(most)}
      held={here}
      source="/files"
      school={schoolId ?? undefined}
    />
  );
}
