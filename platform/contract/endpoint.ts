import type { Readable } from 'node:stream';
import { z } from 'zod';

/** A request that gives nothing: no parameters, no query, no body. */
export const nothing = z.object({});

/** Forms know two of them; the others belong to protocols of programs (uploads that go on after a cut). */
export type Method = 'GET' | 'POST' | 'HEAD' | 'PATCH' | 'DELETE';

/** Who may knock at all; the policy decides what they then see. */
export type Access = 'public' | 'session';

/** A file that a form sent. Its name and declared type are what somebody typed: its content says what it is. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an endpoint lets in: one file, in the field of that name. */
export interface UploadLimits {
  readonly field: string;
  /** Bytes of the file; one more is refused. */
  readonly maxBytes: number;
  /** Refusal for a larger file. */
  readonly tooLarge: string;
}

/** Files that a form sent, each written to the store as it came; what nobody took is removed once the request is answered. */
export interface SentBlob {
  /** The field it came in. */
  readonly field: string;
  /** As somebody typed it. */
  readonly name: string;
  /** Its key in the store. */
  readonly key: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Says that a row names it now: it stays. */
  take(): void;
}

/** What an endpoint lets in: several files, in the fields of these names. */
export interface SeveralUploads {
  readonly fields: readonly string[];
  /** Files at most. */
  readonly most: number;
  /** Bytes of each. */
  readonly maxBytes: number;
  /** Refusals for a larger one, for one too many, and when the store has no room left. */
  readonly tooLarge: string;
  readonly tooMany: string;
  readonly noRoom: string;
}

/**
 * One thing that the product answers: the single object behind the form, the JSON API, the tests and the OpenAPI document.
 * `path` is the page's path; the JSON twin lives under `/api` + path.
 */
export interface Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
  S extends Access = Access,
> {
  /** `module.verbNoun`. */
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  /** One sentence for partners, in English. */
  readonly summary: string;
  readonly access: S;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** What the answer holds, field by field; anything else is dropped before it leaves. */
  readonly answer: A;
  /** Refusal codes and their HTTP status. */
  readonly refusals: Readonly<Record<string, number>>;
  /** False for what only makes sense in a browser (sign-in pages): left out of the JSON API. */
  readonly api: boolean;
  /** Requests a minute from one address, where the default is too generous. */
  readonly rateLimit?: number;
  /**
   * A grave act: the person proves again who they are, unless they just did (`platform/http/proof.ts`). `when-wide`: only when its command
   * says so (`beforeWideSend`), and then by a second factor. POST only.
   */
  readonly stepUp?: true | 'when-wide';
  /** The file that comes with the form (`multipart/form-data`). */
  readonly upload?: UploadLimits;
  /** The files that come with the form, streamed to the store. */
  readonly uploads?: SeveralUploads;
  /** Its body is not read: the handler takes it as it comes (`input.stream`), for as long as it comes. */
  readonly takesStream?: true;
  /**
   * A form that a page of another house sends through the browser (an answer by SAML's POST binding). It counts as if nobody were signed in:
   * the browser's cookies give it nothing.
   */
  readonly fromElsewhere?: true;
  /** Shows what is the person's alone (messages, reports): hidden from whoever sees the product in their place. */
  readonly personal?: true;
}

export type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType, Access>;

interface EndpointInput<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
  S extends Access,
> {
  name: string;
  method: Method;
  path: string;
  summary: string;
  access: S;
  params?: P;
  query?: Q;
  body?: B;
  answer: A;
  refusals?: Readonly<Record<string, number>>;
  api?: boolean;
  rateLimit?: number;
  stepUp?: true | 'when-wide';
  upload?: UploadLimits;
  uploads?: SeveralUploads;
  takesStream?: true;
  fromElsewhere?: true;
  personal?: true;
}

type Nothing = typeof nothing;

/** Declares an endpoint; what is not given is empty. */
export function endpoint<
  A extends z.ZodType,
  S extends Access,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
>(input: EndpointInput<P, Q, B, A, S>): Endpoint<P, Q, B, A, S> {
  const { rateLimit, stepUp, upload, uploads, takesStream, fromElsewhere, personal, ...rest } = input;
  return {
    ...rest,
    params: (input.params ?? nothing) as P,
    query: (input.query ?? nothing) as Q,
    body: (input.body ?? nothing) as B,
    refusals: input.refusals ?? {},
    api: input.api ?? true,
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(upload === undefined ? {} : { upload }),
    ...(uploads === undefined ? {} : { uploads }),
    ...(takesStream ? { takesStream } : {}),
    ...(stepUp ? { stepUp } : {}),
    ...(fromElsewhere ? { fromElsewhere } : {}),
    ...(personal ? { personal } : {}),
  };
}

/** What a handler receives, parsed. */
export interface Input<E extends AnyEndpoint> {
  readonly params: z.output<E['params']>;
  readonly query: z.output<E['query']>;
  readonly body: z.output<E['body']>;
  /** The file sent with the form, for an endpoint that takes one; undefined when none came. */
  readonly file?: SentFile | undefined;
  /** The files sent with the form, for an endpoint that takes several. */
  readonly files: readonly SentBlob[];
  /** The body as it comes, for an endpoint that takes a stream. */
  readonly stream?: Readable | undefined;
}

/** What a handler returns: at least the fields of the contract. */
export type Answer<E extends AnyEndpoint> = z.input<E['answer']>;

/** Builds the page's address from the contract: `addressOf(showPerson, { personUid })`. */
export function addressOf(
  target: Pick<AnyEndpoint, 'path'>,
  params: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  let address = '';
  // Even pieces are written as they are, odd ones are names of parameters.
  for (const [rank, piece] of piecesOf(target.path).entries()) {
    if (rank % 2 === 0) {
      address += piece;
      continue;
    }
    const value = params[piece];
    if (value === undefined) throw new Error(`${target.path}: parameter ${piece} is missing`);
    address += encodeURIComponent(value);
  }
  const asked = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return asked.length > 0 ? `${address}?${new URLSearchParams(asked).toString()}` : address;
}

const pieces = new Map<string, readonly string[]>();

/** A path cut at its parameters, once: pages are full of addresses, and the paths are those of the contract. */
function piecesOf(path: string): readonly string[] {
  let known = pieces.get(path);
  if (!known) {
    known = path.split(/:([A-Za-z]+)/);
    pieces.set(path, known);
  }
  return known;
}
