import { z } from 'zod';

/** First member, in clear: what the archive is and how it is sealed. */
export const headMember = 'preau-backup.json';
/** Last members: the table of contents, then its own SHA-256. */
export const manifestMember = 'manifest';
export const manifestSumMember = 'manifest.sha256';

/** Raised when an older Préau could no longer read what is written. */
export const archiveFormat = 1;

export const headSchema = z.object({
  format: z.number().int(),
  product: z.literal('preau'),
  madeAt: z.string(),
  seal: z
    .object({
      kdf: z.literal('scrypt'),
      salt: z.string(),
      cost: z
        .number()
        .int()
        .max(2 ** 20),
      check: z.string(),
    })
    .nullable(),
});
export type Head = z.infer<typeof headSchema>;

/** Names of the members that hold a content, in order. */
const members = z.array(z.string());

const tableSchema = z.object({
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  members,
});
export type TableEntry = z.infer<typeof tableSchema>;

const fileSchema = z.object({ path: z.string(), bytes: z.number().int(), members });
export type FileEntry = z.infer<typeof fileSchema>;

export const manifestSchema = z.object({
  /** Names of the migrations that made this schema. */
  migrations: z.array(z.string()),
  postgres: z.string(),
  /** In PostgreSQL's COPY text format, UTF-8. */
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.string() })),
  /** Relative to the folder of files. */
  files: z.array(fileSchema),
  /** The key files themselves, when they were asked for. */
  keys: z.array(fileSchema),
  /** Names of the keys that this data needs, by purpose, whether they are inside or not. */
  keysNeeded: z.record(z.string(), z.array(z.string())),
  /** SHA-256 of each stored member, hexadecimal. */
  sums: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The name of a table as people and PostgreSQL write it. */
export const tableName = (table: { schema: string; name: string }): string => `${table.schema}.${table.name}`;
